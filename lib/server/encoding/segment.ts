import { type Deflated, deflate } from "./deflated.ts";

const encoder = new TextEncoder();

/** How the bytes of an answer are written. */
export type Encoding = "identity" | "gzip";

/** A piece of text that is written, and compressed, when it is first asked for, and then no more. */
export class Segment {
  #write: (() => string) | null;
  #plain: Uint8Array | null = null;
  #deflated: Deflated | null = null;

  constructor(write: () => string) {
    this.#write = write;
  }

  get plain(): Uint8Array {
    this.#plain ??= this.#toBytes();
    this.#forget();
    return this.#plain;
  }

  get deflated(): Deflated {
    this.#deflated ??= deflate(this.#plain ?? this.#toBytes());
    this.#forget();
    return this.#deflated;
  }

  #toBytes(): Uint8Array {
    return encoder.encode(this.#write?.() ?? "");
  }

  /** What was written in both ways needs nothing of what it was written from. */
  #forget(): void {
    if (this.#plain !== null && this.#deflated !== null) this.#write = null;
  }
}
