import type { RawWorker } from "./packing-worker.ts";

let spare: RawWorker | null = null;

/** Starts a worker before it is needed: it reads its code, and rehearses, while the page waits for the snapshot. */
export function prepareLayout(): void {
  spare ??= startWorker();
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
