import type { BodyFault } from "./fault-plan.test-support.ts";
import type { Outage } from "./outage.test-support.ts";

const LINE_BREAK = 0x0a;

export interface FaultyBodyOptions {
  readonly outage: Outage;
  /** Cut at line breaks, so that whole lines can be repeated and others put between them. */
  readonly isLines: boolean;
  /** What is to happen to the next piece; null for nothing. */
  readonly planFault: () => BodyFault | null;
  /** At how many of its bytes a piece is delivered in two, or null for in one. */
  readonly planSplit: (length: number) => number | null;
  /** The reader's own abort. */
  readonly signal: AbortSignal;
  /** Called when the body is over for the reader, whatever ended it; perhaps more than once. */
  readonly onOver: () => void;
}

type Part = Uint8Array | Error | "end";

/** The bytes of an answer on their way through a faulty network: late, cut, repeated, mixed with others, never reordered. */
export class FaultyBody implements AsyncIterable<Uint8Array> {
  readonly #options: FaultyBodyOptions;
  readonly #parts: Part[] = [];
  readonly #told: Uint8Array[] = [];
  #wake: () => void = () => undefined;
  #holds = 0;
  #isOver = false;
  /** An error was told of: what comes after it is missing. */
  #swallows = false;

  constructor(inner: AsyncIterable<Uint8Array>, options: FaultyBodyOptions) {
    this.#options = options;
    options.signal.addEventListener("abort", () => {
      this.#wake();
      options.onOver();
    });
    void this.#pump(inner);
  }

  /** Lets a fault happen to a body, with the piece that it happens to. */
  disturb(fault: BodyFault, piece: Uint8Array = new Uint8Array()): void {
    const { outage } = this.#options;
    switch (fault.type) {
      case "cut":
        this.#put(piece.subarray(0, Math.floor(fault.at * piece.length)), toReset());
        break;
      case "close":
        this.#put(piece.subarray(0, Math.floor(fault.at * piece.length)), "end");
        break;
      case "break-line": {
        const place = Math.floor(fault.at * piece.length);
        this.#put(piece.subarray(0, place), Uint8Array.of(LINE_BREAK), piece.subarray(place));
        break;
      }
      case "delay":
        this.#hold((release) => outage.hold(fault.ms, release));
        this.#tell(piece);
        break;
      case "stall":
        this.#hold((release) => (fault.isDead ? undefined : outage.hold(null, () => this.#recover(release))));
        this.#tell(piece);
        break;
      case "repeat": {
        this.#tell(piece);
        const former = this.#told[Math.floor((1 - fault.back) * this.#told.length) - 1];
        if (former !== undefined) this.#put(former);
        break;
      }
      case "garbage":
        this.#put(fault.bytes);
        if (!fault.swallows) this.#tell(piece);
        break;
      case "error":
        this.#put(toErrorEvent(fault.code), ...(fault.ends ? (["end"] as const) : []));
        this.#swallows = true;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const { signal, onOver } = this.#options;
    try {
      for (;;) {
        signal.throwIfAborted();
        const part = this.#holds > 0 ? undefined : this.#parts.shift();
        if (part === undefined) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        } else if (part === "end") return;
        else if (part instanceof Error) throw part;
        else yield part;
      }
    } finally {
      this.#isOver = true;
      onOver();
    }
  }

  async #pump(inner: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const piece of this.#options.isLines ? toWholeLines(inner) : inner) {
        if (this.#isOver) return;
        const fault = this.#options.planFault();
        if (fault === null || this.#swallows) this.#tell(piece);
        else this.disturb(fault, piece);
      }
      this.#put("end");
    } catch (thrown) {
      this.#put(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  }

  #tell(piece: Uint8Array): void {
    if (piece.length === 0 || this.#swallows) return;
    this.#told.push(piece);
    const split = this.#options.planSplit(piece.length);
    if (split === null) this.#put(piece);
    else this.#put(piece.subarray(0, split), piece.subarray(split));
  }

  #put(...parts: readonly Part[]): void {
    for (const part of parts) if (!(part instanceof Uint8Array) || part.length > 0) this.#parts.push(part);
    this.#wake();
  }

  #hold(start: (release: () => void) => void): void {
    this.#holds++;
    start(() => {
      this.#holds--;
      this.#wake();
    });
  }

  /** After an outage a connection either brings what was held back, or turns out to be broken. */
  #recover(release: () => void): void {
    if (!this.#options.outage.survives()) this.#parts.splice(0, this.#parts.length, toReset());
    release();
  }
}

/** The error of a connection that breaks. */
export function toReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}

function toErrorEvent(code: number): Uint8Array {
  const object = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message: "a fault", code };
  return Buffer.from(`${JSON.stringify({ type: "ERROR", object })}\n`);
}

async function* toWholeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(LINE_BREAK); end >= 0; end = rest.indexOf(LINE_BREAK)) {
      yield rest.subarray(0, end + 1);
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield rest;
}
