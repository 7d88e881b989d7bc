import type { Snapshot } from "#lib/graph/model.ts";
import type { LayoutEngine } from "#lib/layout/layout-engine.ts";
import { type Origin, toExportGraph } from "./export-graph.ts";
import { toDot } from "./to-dot.ts";
import { toJson } from "./to-json.ts";
import { type Grouping, toMermaid } from "./to-mermaid.ts";
import { toSvg } from "./to-svg.ts";

export const EXPORT_FORMATS = ["json", "dot", "mermaid", "svg"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** How a file of each format is named and sent. */
export const FILE_TYPES: Readonly<Record<ExportFormat, { readonly ending: string; readonly contentType: string }>> = {
  json: { ending: "json", contentType: "application/json" },
  dot: { ending: "dot", contentType: "text/vnd.graphviz; charset=utf-8" },
  mermaid: { ending: "mmd", contentType: "text/vnd.mermaid; charset=utf-8" },
  svg: { ending: "svg", contentType: "image/svg+xml; charset=utf-8" },
};

export interface ExportOptions {
  readonly origin: Origin;
  /** How Mermaid's nodes are gathered; by namespace unless told. */
  readonly grouping?: Grouping;
  readonly engine: LayoutEngine;
}

/** Writes a snapshot as a file of a format; the same snapshot gives the same text. */
export function exportSnapshot(snapshot: Snapshot, format: ExportFormat, options: ExportOptions): string {
  const { origin, grouping, engine } = options;
  switch (format) {
    case "json":
      return toJson(snapshot);
    case "dot":
      return toDot(toExportGraph(snapshot, origin));
    case "mermaid":
      return toMermaid(toExportGraph(snapshot, origin), grouping);
    case "svg":
      return toSvg(toExportGraph(snapshot, origin), engine);
  }
}
