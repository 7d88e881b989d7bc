import { setImmediate } from "node:timers/promises";
import { type Check, type Deflated, GZIP_HEAD, joinDeflated, toGzipTail } from "./deflated.ts";
import type { Encoding, Segment } from "./segment.ts";

/** Bytes that many answers share. */
export interface Encoded {
  readonly parts: readonly Uint8Array[];
  /** Bytes of all parts. */
  readonly length: number;
}

/** A text of fewer bytes is one part: writing it in several costs more than copying it. */
const ONE_PART = 65_536;

/** So many new segments are compressed sooner than they are handed to another thread and back. */
const FEW_SEGMENTS = 16;

/** A text of several segments: made into bytes once for each encoding, whoever is sent it. */
export class Message {
  readonly segments: readonly Segment[];
  #plain: Encoded | null = null;
  #deflated: Deflated | null = null;
  #gzip: Uint8Array | null = null;

  constructor(segments: readonly Segment[]) {
    this.segments = segments;
  }

  get plain(): Encoded {
    this.#plain ??= toEncoded(this.segments.map(({ plain }) => plain));
    return this.#plain;
  }

  /** A piece of a compressed text, to be followed by others. */
  get deflated(): Deflated {
    this.#deflated ??= joinDeflated(this.segments.map(({ deflated }) => deflated));
    return this.#deflated;
  }

  /** Makes {@link whole} cheap: of a first answer of ten thousand nodes the compression alone takes a tenth of a second. */
  async prepare(encoding: Encoding): Promise<void> {
    if (encoding === "identity") return;
    const fresh = this.segments.filter(({ isDeflated }) => !isDeflated);
    if (fresh.length <= FEW_SEGMENTS) return;
    const running: Promise<void>[] = [];
    for (const segment of fresh) {
      running.push(segment.deflateAside());
      // To write them takes long as well, and others want to be answered.
      if (running.length % FEW_SEGMENTS === 0) await setImmediate();
    }
    await Promise.all(running);
  }

  /** A whole answer. */
  whole(encoding: Encoding): Encoded {
    if (encoding === "identity") return this.plain;
    const { deflated } = this;
    this.#gzip ??= Buffer.concat([GZIP_HEAD, deflated.bytes, toGzipTail(deflated satisfies Check)]);
    return toEncoded([this.#gzip]);
  }
}

function toEncoded(parts: readonly Uint8Array[]): Encoded {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return { parts: length < ONE_PART && parts.length > 1 ? [Buffer.concat(parts)] : parts, length };
}
