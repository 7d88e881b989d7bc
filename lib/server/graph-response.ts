import { createHash } from "node:crypto";
import { CONTACT_HEADER } from "#lib/api/stream.ts";
import { filterSnapshot, type SnapshotFilter } from "#lib/graph/filter.ts";
import { NODE_STATES, type NodeState } from "#lib/graph/model.ts";
import type { Message } from "./encoding/message.ts";
import type { Encoding } from "./encoding/segment.ts";
import { type Audience, EVERYONE } from "./graph-bodies.ts";
import { HttpProblem } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

/** What `GET /api/graph` is answered with; the bytes are shared by all who ask for the same. */
export interface GraphAnswer {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Message | null;
}

const GZIP_SUFFIX = "-gzip";

/** Answers `GET /api/graph`: the snapshot, or 304 when the caller has it; `namespace` and `state` filter. */
export function answerGraph(runtime: Runtime, request: Request, encoding: Encoding): GraphAnswer {
  const audience = toAudience(readFilter(new URL(request.url).searchParams));
  const snapshot = runtime.snapshots.current();
  const content = audience.key === "" ? snapshot.revision : `${snapshot.revision}-${audience.key}`;
  const headers = {
    // Other bytes have another strong tag (RFC 9110 §8.8.1), though they say the same.
    ETag: encoding === "gzip" ? `"${content}${GZIP_SUFFIX}"` : `"${content}"`,
    "Cache-Control": "private, no-cache",
    "Content-Type": "application/json",
    [CONTACT_HEADER]: JSON.stringify(runtime.contact()),
  };
  if (hasContent(request.headers.get("if-none-match"), content)) return { status: 304, headers, body: null };
  return { status: 200, headers, body: runtime.bodies.of(snapshot, audience) };
}

/** As {@link answerGraph}, for Next, which compresses by itself. */
export function toGraphResponse(runtime: Runtime, request: Request): Response {
  const { status, headers, body } = answerGraph(runtime, request, "identity");
  return new Response(body === null ? null : Buffer.concat(body.plain.parts), { status, headers });
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

/** All who filter alike are one audience. */
function toAudience(filter: SnapshotFilter): Audience {
  const { namespaces, states } = filter;
  if (namespaces.length === 0 && states.length === 0) return EVERYONE;
  const text = JSON.stringify([[...namespaces].sort(), [...states].sort()]);
  const key = createHash("sha256").update(text).digest("base64url").slice(0, 16);
  return { key, view: (snapshot) => filterSnapshot(snapshot, filter) };
}

/** If-None-Match compares weakly (RFC 9110 §13.1.2); a proxy that compresses may have made ours weak. */
function hasContent(header: string | null, content: string): boolean {
  if (header === null) return false;
  return header.split(",").some((part) => {
    const tag = part.trim().replace(/^W\//, "");
    return tag === "*" || tag === `"${content}"` || tag === `"${content}${GZIP_SUFFIX}"`;
  });
}
