export interface ChunkReaderOptions {
  /** How many bytes of a chunk are enough to know it again. */
  readonly keyBytes: number;
  /** Whether the whole chunk is kept, or its beginning alone. */
  readonly wantsAll: boolean;
  readonly onChunk: (key: string, whole: Uint8Array) => void;
}

const LINE_FEED = 10;
const NOTHING = Buffer.alloc(0);

/** Reads an HTTP answer in chunks (RFC 9112 §7.1), as cheaply as can be: what is not asked for is stepped over. */
export class ChunkReader {
  readonly #options: ChunkReaderOptions;
  #state: "head" | "size" | "data" | "end" = "head";
  /** What came of a line that is not whole. */
  #line = "";
  #parts: Uint8Array[] = [];
  #kept = 0;
  #left = 0;

  constructor(options: ChunkReaderOptions) {
    this.#options = options;
  }

  push(data: Buffer): void {
    for (let at = 0; at < data.length; ) at = this.#state === "data" ? this.#read(data, at) : this.#readLine(data, at);
  }

  #readLine(data: Buffer, from: number): number {
    const end = data.indexOf(LINE_FEED, from);
    this.#line += data.toString("latin1", from, end === -1 ? data.length : end);
    if (end === -1) return data.length;
    const line = this.#line.trimEnd();
    this.#line = "";
    if (this.#state === "head") {
      if (line === "") this.#state = "size";
    } else if (line !== "") {
      this.#left = Number.parseInt(line, 16);
      this.#state = this.#left === 0 ? "end" : "data";
      this.#parts = [];
      this.#kept = 0;
    }
    return end + 1;
  }

  #read(data: Buffer, from: number): number {
    const { keyBytes, wantsAll, onChunk } = this.#options;
    const end = Math.min(data.length, from + this.#left);
    if (wantsAll || this.#kept < keyBytes) {
      const part = data.subarray(from, wantsAll ? end : Math.min(end, from + keyBytes - this.#kept));
      this.#parts.push(part);
      this.#kept += part.length;
    }
    this.#left -= end - from;
    if (this.#left === 0) {
      const whole = this.#parts.length === 1 ? (this.#parts[0] ?? NOTHING) : Buffer.concat(this.#parts);
      this.#state = "size";
      onChunk(Buffer.from(whole).toString("latin1", 0, keyBytes), whole);
    }
    return end;
  }
}
