import type { Forecast } from "#lib/layout/layout-wire.ts";
import type { RawWorker } from "./packing-worker.ts";

let spare: RawWorker | null = null;

/**
 * Starts a worker before it is needed: while the page waits for the snapshot, the worker reads its code and gets the
 * picture that is going to be asked for, or rehearses.
 */
export function prepareLayout(forecast: Forecast): void {
  if (spare !== null) return;
  spare = startWorker();
  spare.postMessage(forecast);
}

/** Gives the worker that was started before, or a new one. */
export function takeLayoutWorker(): RawWorker {
  const worker = spare ?? startWorker();
  spare = null;
  return worker;
}

function startWorker(): RawWorker {
  return new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" }) as unknown as RawWorker;
}
