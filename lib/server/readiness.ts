import { findUnread } from "./find-unread.ts";
import { HttpProblem } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

/** Ready once every cluster has been read or is known to be out of reach: there is something true to show. */
export function checkReadiness({ snapshots }: Runtime): Response {
  const snapshot = snapshots.current();
  const unread = findUnread(snapshot);
  if (unread.length === 0) {
    const body = { status: "ready", revision: snapshot.revision };
    return Response.json(body, { headers: { "Cache-Control": "no-store" } });
  }
  throw new HttpProblem(503, `Still reading ${unread.join(", ")}.`, "Ask again in a moment.");
}

/** The process answers; it asks for nothing else, so that a cluster that is down does not restart Headwater. */
export function tellAlive(): Response {
  return Response.json({ status: "alive" }, { headers: { "Cache-Control": "no-store" } });
}
