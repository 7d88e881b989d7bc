import type { Clock } from "./clock.ts";

const EVERY_MS = 1_000;

/** The part of the process that is looked at. */
export interface ProcessLike {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ppid: number;
}

/**
 * Calls once when the process that started this one is gone. npm runs its scripts through a shell and passes it no
 * signal: whoever ends npm would leave a server behind that holds its port. Not started by npm it watches nothing, for
 * a process may be meant to outlive who started it. Gives the end of the watching.
 */
export function watchParent(host: ProcessLike, clock: Pick<Clock, "schedule">, onGone: () => void): () => void {
  if (host.env["npm_lifecycle_event"] === undefined) return () => {};
  const parent = host.ppid;
  let cancel = () => {};
  const look = () => {
    if (host.ppid === parent) cancel = clock.schedule(look, EVERY_MS);
    else onGone();
  };
  look();
  return () => cancel();
}
