import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { toLayoutAspect } from "#lib/layout/fit-zoom.ts";
import { PICTURE_FORMAT } from "#lib/layout/packed-picture.ts";
import type { Encoding } from "#lib/server/encoding/segment.ts";
import { HttpProblem } from "#lib/server/problem.ts";
import type { Runtime } from "#lib/server/runtime.ts";

const unzip = promisify(gunzip);

/** What `GET /api/graph/picture` is answered with. */
export interface PictureAnswer {
  readonly status: 200 | 204;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/**
 * Answers `GET /api/graph/picture`: the layout of the newest graph in a window of the shape `aspect`, made once for all,
 * so that who comes for the first time draws as soon as the graph has been read. 204 where a browser had better lay out by
 * itself: with few nodes, with `unless=gathered` a graph that is drawn in groups at first, or a page whose pictures have
 * another `format`.
 */
export async function answerPicture(runtime: Runtime, request: Request, encoding: Encoding): Promise<PictureAnswer> {
  const parameters = new URL(request.url).searchParams;
  const aspect = toLayoutAspect(readAspect(parameters), 1);
  const unlessGathered = readUnless(parameters);
  const isKnown = parameters.get("format") === String(PICTURE_FORMAT);
  const gzip = isKnown ? await runtime.pictures.find({ aspect, unlessGathered }) : null;
  const headers = { "Cache-Control": "no-store" };
  if (gzip === null) return { status: 204, headers, body: null };
  return {
    status: 200,
    headers: { ...headers, "Content-Type": "application/octet-stream" },
    body: encoding === "gzip" ? gzip : await unzip(gzip),
  };
}

/** As {@link answerPicture}, for Next, which compresses by itself. */
export async function toPictureResponse(runtime: Runtime, request: Request): Promise<Response> {
  const { status, headers, body } = await answerPicture(runtime, request, "identity");
  return new Response(body === null ? null : Buffer.from(body), { status, headers });
}

function readAspect(parameters: URLSearchParams): number {
  const text = parameters.get("aspect");
  const value = Number(text);
  if (text !== null && value > 0 && Number.isFinite(value)) return value;
  throw new HttpProblem(
    400,
    `aspect=${text ?? ""} is no number above 0.`,
    "Ask with aspect=1.6, the width by the height.",
  );
}

function readUnless(parameters: URLSearchParams): boolean {
  const text = parameters.get("unless");
  if (text === null || text === "gathered") return text !== null;
  throw new HttpProblem(400, `unless=${text} means nothing.`, "Ask with unless=gathered, or without it.");
}
