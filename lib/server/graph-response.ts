import { createHash } from "node:crypto";
import { CONTACT_HEADER } from "#lib/api/stream.ts";
import { filterSnapshot, type SnapshotFilter } from "#lib/graph/filter.ts";
import { NODE_STATES, type NodeState, type Snapshot } from "#lib/graph/model.ts";
import { HttpProblem } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

const bodies = new WeakMap<Snapshot, string>();

/** Answers `GET /api/graph`: the snapshot, or 304 when the caller has it; `namespace` and `state` filter. */
export function toGraphResponse(runtime: Runtime, request: Request): Response {
  const filter = readFilter(new URL(request.url).searchParams);
  const snapshot = runtime.snapshots.current();
  const etag = toEtag(snapshot.revision, filter);
  const headers = {
    ETag: etag,
    "Cache-Control": "private, no-cache",
    "Content-Type": "application/json",
    [CONTACT_HEADER]: JSON.stringify(runtime.contact()),
  };
  if (hasEtag(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(toBody(snapshot, filter), { headers });
}

/** The unfiltered body is written once a revision, whoever asks. */
function toBody(snapshot: Snapshot, filter: SnapshotFilter): string {
  const filtered = filterSnapshot(snapshot, filter);
  if (filtered !== snapshot) return JSON.stringify(filtered);
  const body = bodies.get(snapshot) ?? JSON.stringify(snapshot);
  bodies.set(snapshot, body);
  return body;
}

/** Reads `?namespace=` and `?state=`, each repeated or with commas. Throws an HttpProblem over a state there is not. */
export function readFilter(parameters: URLSearchParams): SnapshotFilter {
  const values = (name: string) => parameters.getAll(name).flatMap((text) => text.split(",").filter(Boolean));
  const states = values("state").map((text) => {
    const state = NODE_STATES.find((known) => known === text);
    if (state !== undefined) return state;
    throw new HttpProblem(400, `There is no state "${text}".`, `Ask for one of ${NODE_STATES.join(", ")}.`);
  });
  return { namespaces: values("namespace"), states: states satisfies NodeState[] };
}

function toEtag(revision: string, { namespaces, states }: SnapshotFilter): string {
  if (namespaces.length === 0 && states.length === 0) return `"${revision}"`;
  const text = JSON.stringify([[...namespaces].sort(), [...states].sort()]);
  return `"${revision}-${createHash("sha256").update(text).digest("base64url").slice(0, 16)}"`;
}

/** If-None-Match compares weakly (RFC 9110 §13.1.2); a proxy that compresses may have made ours weak. */
function hasEtag(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(",").some((part) => part.trim() === "*" || part.trim().replace(/^W\//, "") === etag);
}
