import { HttpProblem } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

const KEY = Symbol.for("headwater.runtime");
const holder = globalThis as { [KEY]?: Runtime };

/**
 * Gives the runtime of this process. It hangs on the process, for a module may exist twice in Next: thus a route reaches
 * it without bringing along all that it is made of. Throws an {@link HttpProblem} before it was started.
 */
export function getRuntime(): Runtime {
  const runtime = findRuntime();
  if (runtime === null) throw new HttpProblem(503, "Headwater is still starting.", "Ask again in a moment.");
  return runtime;
}

/** The runtime of this process; null before it was started. */
export function findRuntime(): Runtime | null {
  return holder[KEY] ?? null;
}

/** Hangs the runtime on the process. */
export function keepRuntime(runtime: Runtime): void {
  holder[KEY] = runtime;
}
