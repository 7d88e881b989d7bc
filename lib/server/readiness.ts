import { HttpProblem } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

/** Ready once every cluster has been read or is known to be out of reach: there is something true to show. */
export function checkReadiness({ snapshots }: Runtime): Response {
  const { revision, clusters } = snapshots.current();
  const waiting = clusters.filter(({ connection }) => connection === "connecting").map(({ id }) => id);
  if (waiting.length === 0) {
    return Response.json({ status: "ready", revision }, { headers: { "Cache-Control": "no-store" } });
  }
  throw new HttpProblem(503, `Still reading ${waiting.join(", ")}.`, "Ask again in a moment.");
}
