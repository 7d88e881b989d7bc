import { EXPORT_FORMATS, type ExportFormat, exportSnapshot, FILE_TYPES } from "#lib/export/export-snapshot.ts";
import { filterSnapshot } from "#lib/graph/filter.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { KeepingEngine } from "#lib/layout/keeping-engine.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { readFilter } from "./graph-response.ts";
import { HttpProblem } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

/** One for the process: a picture is laid out again only when nodes or edges have changed. */
const engine = new KeepingEngine(new LayeredEngine(), 20);

/** Answers `GET /api/export`: the graph as a file of a format, filtered as `GET /api/graph` is. */
export function toExportResponse(runtime: Runtime, request: Request): Response {
  const { searchParams } = new URL(request.url);
  const format = readFormat(searchParams);
  const snapshot = filterSnapshot(runtime.snapshots.current(), readFilter(searchParams));
  const { contentType, ending } = FILE_TYPES[format];
  return new Response(exportSnapshot(snapshot, format, { origin: "cluster", engine }), {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `attachment; filename="${toFileName(snapshot)}.${ending}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      // An SVG that is opened in the browser is a page of this address; it needs its own style and nothing else.
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  });
}

function readFormat(parameters: URLSearchParams): ExportFormat {
  const text = parameters.get("format") ?? "";
  const format = EXPORT_FORMATS.find((known) => known === text);
  if (format !== undefined) return format;
  const fault = text === "" ? "No format was asked for." : `There is no format "${text}".`;
  throw new HttpProblem(400, fault, `Ask for one of ${EXPORT_FORMATS.map((name) => `?format=${name}`).join(", ")}.`);
}

/** `headwater-prod-eu-1-20260301-1200`; the name of a context may hold anything, the name of a file may not. */
function toFileName({ clusters, at }: Snapshot): string {
  const [only, ...others] = clusters;
  const cluster = only === undefined || others.length > 0 ? `${clusters.length}-clusters` : only.id;
  const safe = cluster.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 80);
  const [day = "", time = ""] = at.split("T");
  return `headwater-${safe}-${day.replaceAll("-", "")}-${time.slice(0, 5).replace(":", "")}`;
}
