import { type Deflated, deflate, deflateAside } from "./deflated.ts";

const encoder = new TextEncoder();

/** How the bytes of an answer are written. */
export type Encoding = "identity" | "gzip";

/**
 * A piece of text that is written, and compressed, when it is first asked for, and then no more. Plain bytes are let go of
 * when nobody sends them any more: most readers take them compressed, and those are a twentieth.
 */
export class Segment {
  readonly #write: () => string;
  #plain: WeakRef<Uint8Array> | null = null;
  #deflated: Deflated | null = null;
  #deflating: Promise<void> | null = null;

  constructor(write: () => string) {
    this.#write = write;
  }

  get plain(): Uint8Array {
    const known = this.#plain?.deref();
    if (known !== undefined) return known;
    const plain = encoder.encode(this.#write());
    this.#plain = new WeakRef(plain);
    return plain;
  }

  get deflated(): Deflated {
    this.#deflated ??= deflate(this.#text());
    return this.#deflated;
  }

  get isDeflated(): boolean {
    return this.#deflated !== null;
  }

  /** Compresses it on another thread; settles when that is done. */
  deflateAside(): Promise<void> {
    this.#deflating ??= deflateAside(this.#text()).then((deflated) => {
      this.#deflated ??= deflated;
    });
    return this.#deflating;
  }

  #text(): Uint8Array {
    return this.#plain?.deref() ?? encoder.encode(this.#write());
  }
}
