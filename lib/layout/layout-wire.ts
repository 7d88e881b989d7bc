import type { LayoutInput } from "./layout-engine.ts";
import type { LayoutReply, LayoutRequest } from "./layout-worker-protocol.ts";
import { intAt } from "./numbers.ts";
import { type PackedPicture, splitIds } from "./packed-picture.ts";
import { toRows, unpackPicture } from "./picture-rows.ts";

/** A request as it goes to the worker: copied as some bytes instead of ten thousands of objects. */
export interface PackedRequest {
  readonly request: number;
  readonly scene: string | null;
  readonly aspect: number;
  /** Joined by line breaks: ids hold none. */
  readonly ids: string;
  readonly waves: Int32Array;
  /** The two ends of each edge, one after the other, joined likewise. */
  readonly ends: string;
  readonly previous: PackedPicture | null;
}

/** A reply as it comes back. */
export type PackedReply =
  | { readonly request: number; readonly result: PackedPicture }
  | { readonly request: number; readonly error: string };

/** Packs a request for the worker. */
export function packRequest({ request, input, scene }: LayoutRequest): PackedRequest {
  const { nodes, edges, aspect, previous } = input;
  return {
    request,
    scene: scene ?? null,
    aspect,
    ids: nodes.map(({ id }) => id).join("\n"),
    waves: Int32Array.from(nodes, ({ wave }) => wave),
    ends: edges.map(({ from, to }) => `${from}\n${to}`).join("\n"),
    previous: previous === undefined ? null : toRows(previous).packed,
  };
}

/** Gives the request that was packed. */
export function unpackRequest({ request, scene, aspect, ids, waves, ends, previous }: PackedRequest): LayoutRequest {
  const nodes = splitIds(ids).map((id, node) => ({ id, wave: intAt(waves, node) }));
  const names = splitIds(ends);
  const edges: { from: string; to: string }[] = [];
  for (let at = 0; at + 1 < names.length; at += 2) edges.push({ from: names[at] ?? "", to: names[at + 1] ?? "" });
  const input: LayoutInput = {
    nodes,
    edges,
    aspect,
    ...(previous === null ? {} : { previous: unpackPicture(previous) }),
  };
  return { request, input, ...(scene === null ? {} : { scene }) };
}

/** Packs a reply for the page. */
export function packReply(reply: LayoutReply): PackedReply {
  return "error" in reply ? reply : { request: reply.request, result: toRows(reply.result).packed };
}

/** Gives the reply that was packed. */
export function unpackReply(reply: PackedReply): LayoutReply {
  return "error" in reply ? reply : { request: reply.request, result: unpackPicture(reply.result) };
}
