import { ApiError } from "./api-error.ts";
import type { Transport } from "./transport.ts";

/** Told of how requests go. */
export interface TransportObserver {
  /** The server gave an answer that shows what it has, or that it has not; or bytes of a watch came. */
  heard(): void;
  /** No answer, or one that says nothing of the cluster: refused credentials, an overload, a failure. */
  failed(error: ApiError): void;
}

/** Answers that are failures to the caller, and all the same prove that the server is there and knows who asks. */
const ANSWERS: ReadonlySet<string> = new Set(["forbidden", "not-found", "conflict", "gone", "invalid"]);

/** A transport that tells an observer of each contact and each failure; aborts by the caller are neither. */
export function observeTransport(transport: Transport, observer: TransportObserver): Transport {
  async function watchOver<Value>(work: Promise<Value>): Promise<Value> {
    try {
      const value = await work;
      observer.heard();
      return value;
    } catch (thrown) {
      if (thrown instanceof ApiError) {
        if (ANSWERS.has(thrown.kind)) observer.heard();
        else observer.failed(thrown);
      }
      throw thrown;
    }
  }

  async function* relay(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      observer.heard();
      yield chunk;
    }
  }

  return {
    send: (request) => watchOver(transport.send(request)),
    stream: async (request, idleMs) => relay(await watchOver(transport.stream(request, idleMs))),
    generation: () => transport.generation(),
    close: () => transport.close(),
  };
}
