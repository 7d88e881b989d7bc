import { type Check, GZIP_HEAD, joinCheck, NO_TEXT, toGzipTail } from "#lib/server/encoding/deflated.ts";
import type { Message } from "#lib/server/encoding/message.ts";
import type { Encoding } from "#lib/server/encoding/segment.ts";

/** So much is handed over at a time: what a slow line takes of it tells that it lives. */
const MOST_AT_ONCE = 65_536;

export interface OutgoingOptions {
  readonly encoding: Encoding;
  /** When so many bytes wait, beside the message that is under way, they are let go, and a fresh start takes their place. */
  readonly mostWaiting: number;
  /** What one who was left behind begins anew with. */
  readonly fresh: () => Message;
}

/** What is to be sent to one reader, at the pace at which it is taken; the bytes are shared with all other readers. */
export class Outgoing {
  readonly #options: OutgoingOptions;
  #waiting: Message[] = [];
  #waitingBytes = 0;
  /** The rest of the message that is under way. */
  #parts: readonly Uint8Array[] = [];
  #part = 0;
  #offset = 0;
  #check: Check = NO_TEXT;
  #isBehind = false;
  #isEnding = false;

  constructor(options: OutgoingOptions) {
    this.#options = options;
    if (options.encoding === "gzip") this.#parts = [GZIP_HEAD];
  }

  /** Bytes of the messages that nobody has begun to take. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  push(message: Message): void {
    if (this.#isBehind || this.#isEnding) return;
    this.#waiting.push(message);
    this.#waitingBytes += this.#sizeOf(message);
    if (this.#waitingBytes <= this.#options.mostWaiting) return;
    this.#isBehind = true;
    this.#forget();
  }

  /** What follows last; one who was left behind is not told the rest any more. */
  end(message: Message): void {
    if (this.#isEnding) return;
    this.#isBehind = false;
    this.push(message);
    // Also where there was no room for it: what else waits has been let go by then.
    if (this.#isBehind) {
      this.#isBehind = false;
      this.#waiting = [message];
      this.#waitingBytes = this.#sizeOf(message);
    }
    this.#isEnding = true;
  }

  /** The next bytes, or null when there are none now. */
  take(): Uint8Array | null {
    for (;;) {
      const part = this.#parts[this.#part];
      if (part !== undefined) return this.#slice(part);
      if (!this.#begin()) return null;
    }
  }

  #slice(part: Uint8Array): Uint8Array {
    const end = Math.min(part.length, this.#offset + MOST_AT_ONCE);
    const slice = part.subarray(this.#offset, end);
    const isLast = end === part.length;
    this.#offset = isLast ? 0 : end;
    if (isLast) this.#part++;
    return slice;
  }

  /** Begins the next message; false when there is none. */
  #begin(): boolean {
    const message = this.#waiting.shift();
    if (message !== undefined) this.#waitingBytes -= this.#sizeOf(message);
    if (message !== undefined) this.#open(message);
    else if (this.#isBehind) {
      this.#isBehind = false;
      this.#open(this.#options.fresh());
    } else if (this.#isEnding && this.#options.encoding === "gzip" && this.#check.size > 0) {
      this.#use([toGzipTail(this.#check)]);
      this.#check = NO_TEXT;
    } else {
      this.#use([]);
      return false;
    }
    return true;
  }

  #open(message: Message): void {
    if (this.#options.encoding === "identity") this.#use(message.plain.parts);
    else {
      const { deflated } = message;
      this.#check = joinCheck(this.#check, deflated);
      this.#use([deflated.bytes]);
    }
  }

  #use(parts: readonly Uint8Array[]): void {
    this.#parts = parts;
    this.#part = 0;
    this.#offset = 0;
  }

  #sizeOf(message: Message): number {
    return this.#options.encoding === "gzip" ? message.deflated.bytes.length : message.plain.length;
  }

  #forget(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
