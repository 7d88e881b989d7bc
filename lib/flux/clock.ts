/** Time as a dependency: what the hour is, and a way to be called later. Milliseconds. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after a delay; the function it gives takes the request back. */
  schedule(callback: () => void, delayMs: number): () => void;
}

interface TimerHost<Handle> {
  setTimeout(callback: () => void, delayMs: number): Handle;
  clearTimeout(handle: Handle): void;
}

/** The real clock of the process or the browser: `createSystemClock(globalThis)`. */
export function createSystemClock<Handle>(host: TimerHost<Handle>): Clock {
  return {
    now: () => Date.now(),
    schedule(callback, delayMs) {
      const handle = host.setTimeout(callback, delayMs);
      return () => host.clearTimeout(handle);
    },
  };
}

/** Waits on a clock; rejects with the signal's reason when it is aborted first. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignalLike): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const cancel = clock.schedule(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, delayMs);
    function abort() {
      cancel();
      reject(signal?.reason);
    }
    signal?.addEventListener("abort", abort);
  });
}

/** The part of an AbortSignal that waiting needs; this room compiles with neither DOM nor Node types. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
