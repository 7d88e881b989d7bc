import {
  type Forecast,
  type PackedReply,
  type PackedRequest,
  packRequest,
  unpackReply,
} from "#lib/layout/layout-wire.ts";
import type { WorkerLike } from "./layout-client.ts";

/** The part of a Worker that is used. */
export interface RawWorker {
  onmessage: ((event: { readonly data: PackedReply }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: PackedRequest | Forecast): void;
  terminate(): void;
}

/** Speaks to a worker in the packed form of requests and replies. */
export function packWorker(raw: RawWorker): WorkerLike {
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: (request) => raw.postMessage(packRequest(request)),
    terminate: () => raw.terminate(),
  };
  raw.onmessage = ({ data }) => worker.onmessage?.({ data: unpackReply(data) });
  raw.onerror = (event) => worker.onerror?.(event);
  return worker;
}
