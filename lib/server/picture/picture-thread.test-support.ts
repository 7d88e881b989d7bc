import type { RawThread, ThreadReply, ThreadRequest } from "./picture-thread.ts";

/** A thread that answers, and dies, when the test says so. */
export class FakeThread implements RawThread {
  readonly asked: ThreadRequest[] = [];
  isEnded = false;
  #answer: (reply: ThreadReply) => void = () => {};
  #fail: (error: Error) => void = () => {};

  on(event: "message", listener: (reply: ThreadReply) => void): void;
  on(event: "error", listener: (error: Error) => void): void;
  on(event: "message" | "error", listener: ((reply: ThreadReply) => void) & ((error: Error) => void)): void {
    if (event === "message") this.#answer = listener;
    else this.#fail = listener;
  }

  postMessage(request: ThreadRequest): void {
    this.asked.push(request);
  }

  terminate(): void {
    this.isEnded = true;
  }

  /** Answers with some bytes. */
  answer(...bytes: readonly number[]): void {
    this.#answer({ gzip: Uint8Array.from(bytes) });
  }

  refuse(error: string): void {
    this.#answer({ error });
  }

  die(message: string): void {
    this.#fail(new Error(message));
  }
}

/** Starts threads, and remembers them. */
export function createThreads(): { readonly started: FakeThread[]; readonly start: () => FakeThread } {
  const started: FakeThread[] = [];
  return {
    started,
    start: () => {
      const thread = new FakeThread();
      started.push(thread);
      return thread;
    },
  };
}
