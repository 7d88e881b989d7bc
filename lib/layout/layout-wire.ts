import type { LayoutInput } from "./layout-engine.ts";
import type { LayoutReply, LayoutRequest } from "./layout-worker-protocol.ts";
import { type PackedLines, type PackedPicture, splitIds } from "./packed-picture.ts";
import { toRows, unpackPicture } from "./picture-rows.ts";
import { readTopology } from "./read-topology.ts";

/** A request as it goes to the worker: copied as some bytes instead of ten thousands of objects. */
export interface PackedRequest {
  readonly request: number;
  readonly scene: string | null;
  readonly aspect: number;
  /** Joined by line breaks: ids hold none. */
  readonly ids: string;
  readonly waves: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly previous: PackedPicture | null;
}

/** What the worker is told before it is asked: what it is going to be asked for. */
export interface Forecast {
  readonly aspect: number;
  /** Whether it is the picture of all nodes; unless it is one of groups, only who has the graph knows. */
  readonly whole: "always" | "unless-gathered" | "never";
}

/** A reply as it comes back. */
export type PackedReply =
  | { readonly request: number; readonly result: PackedPicture; readonly lines: PackedLines }
  | { readonly request: number; readonly error: string };

/** Packs a request for the worker, its topology in numbers. */
export function packRequest({ request, input, scene }: LayoutRequest): PackedRequest {
  const { aspect, previous } = input;
  const { ids, waves, from, to } = readTopology(input);
  return {
    request,
    scene: scene ?? null,
    aspect,
    ids: ids.join("\n"),
    waves,
    from,
    to,
    previous: previous === undefined ? null : toRows(previous).packed,
  };
}

/** Gives the request that was packed. */
export function unpackRequest({
  request,
  scene,
  aspect,
  ids,
  waves,
  from,
  to,
  previous,
}: PackedRequest): LayoutRequest {
  const before = previous === null ? {} : { previous: unpackPicture(previous) };
  const input: LayoutInput = { ids: splitIds(ids), waves, from, to, aspect, ...before };
  return { request, input, ...(scene === null ? {} : { scene }) };
}

/** Packs a reply for the page, with what only who draws it needs. */
export function packReply(reply: LayoutReply): PackedReply {
  if ("error" in reply) return reply;
  const { packed, lines } = toRows(reply.result);
  return { request: reply.request, result: packed, lines };
}

/** Gives the reply that was packed. */
export function unpackReply(reply: PackedReply): LayoutReply {
  if ("error" in reply) return reply;
  const { request, result, lines } = reply;
  return { request, result: unpackPicture(result, { lines }) };
}
