import type { Clock } from "#lib/flux/clock.ts";
import {
  type AnswerFault,
  type BodyFault,
  type Harshness,
  planAnswerFault,
  planBodyFault,
  planGentleFault,
  planStreamFault,
} from "./fault-plan.test-support.ts";
import { FaultyBody, toReset } from "./faulty-body.test-support.ts";
import type { HttpConnection, HttpRequest, HttpResponse } from "./http-connection.ts";
import { Outage } from "./outage.test-support.ts";
import { type Random, toInteger } from "./seeded-random.test-support.ts";

export interface FaultyNetworkOptions extends Harshness {
  readonly clock: Clock;
  readonly random: Random;
  /** How likely it is that something happens to a request, to a piece of an answer, to an open stream at each `disturb`. */
  readonly rates?: { readonly request: number; readonly piece: number; readonly stream: number };
}

const RATES = { request: 0.25, piece: 0.12, stream: 0.25 };
const SPLIT_RATE = 0.3;

/**
 * What lies between a reader and its API server when things go wrong, decided by a seeded random: connections refused,
 * cut, stalled and late, answers in the server's place, lines repeated, garbage. It reorders nothing. `heal` ends it.
 */
export class FaultyNetwork {
  /** What it did so far, with the time since it was made. */
  readonly record: string[] = [];
  readonly #options: Required<FaultyNetworkOptions>;
  readonly #outage: Outage;
  readonly #startedAt: number;
  #isCalm = false;
  readonly #streams = new Set<FaultyBody>();
  readonly #answers = new Map<string, Omit<HttpResponse, "body"> & { readonly body: readonly Uint8Array[] }>();

  constructor(options: FaultyNetworkOptions) {
    this.#options = { rates: RATES, ...options };
    this.#outage = new Outage(options.clock, options.random);
    this.#startedAt = options.clock.now();
  }

  /** How many streams are open for the reader. */
  get openStreams(): number {
    return this.#streams.size;
  }

  /** The way through this network to the server at the other end of a connection. */
  connect(inner: HttpConnection): HttpConnection {
    return {
      send: (request) => this.#send(inner, request),
      close: () => inner.close(),
      destroy: () => inner.destroy(),
    };
  }

  /** Lets something happen to some of the streams that are open, also when nothing is said on them. */
  disturb(): void {
    for (const stream of this.#streams) {
      const fault = this.#plan(this.#options.rates.stream, this.#isCalm ? planGentleFault : planStreamFault);
      if (fault !== null) stream.disturb(this.#note("an open stream", fault));
    }
  }

  /** From now on streams are only late and repeated, so that nothing comes that would mend what a repeated line has done. */
  calm(): void {
    this.#write("calm");
    this.#isCalm = true;
  }

  /** From now on all goes through; what was held back comes, or its connection turns out to be broken. */
  heal(): void {
    this.#write("healed");
    this.#outage.heal();
  }

  async #send(inner: HttpConnection, request: HttpRequest): Promise<HttpResponse> {
    const { random, rates } = this.#options;
    const planned = this.#isCalm ? null : this.#plan(rates.request, planAnswerFault);
    const fault = planned?.type === "old" && !this.#answers.has(request.path) ? null : planned;
    if (fault !== null) this.#note(request.path, fault);
    switch (fault?.type) {
      case undefined:
        return this.#forward(inner, request);
      case "refuse":
        throw toReset();
      case "status":
        return toStatusAnswer(fault);
      case "page":
        return { status: 200, headers: { "content-type": fault.contentType }, body: toBody(Buffer.from(fault.text)) };
      case "old": {
        const answer = this.#answers.get(request.path);
        if (answer === undefined) throw toReset();
        return { ...answer, body: toBody(...answer.body) };
      }
      case "hang":
        await (fault.isDead ? never(request.signal) : this.#wait(null, request.signal));
        if (random() < 0.5) throw toReset();
        return this.#forward(inner, request);
      case "late-request":
        await this.#wait(fault.ms, request.signal);
        return this.#forward(inner, request);
      case "late-answer": {
        const answer = await this.#forward(inner, request);
        await this.#wait(fault.ms, request.signal);
        return answer;
      }
    }
  }

  async #forward(inner: HttpConnection, request: HttpRequest): Promise<HttpResponse> {
    const { random, rates } = this.#options;
    const over = new AbortController();
    const answer = await inner.send({ ...request, signal: AbortSignal.any([request.signal, over.signal]) });
    const isLines = request.stream && answer.status === 200;
    const body = new FaultyBody(isLines ? answer.body : this.#keep(request.path, answer), {
      outage: this.#outage,
      isLines,
      planFault: () => {
        const plan = this.#isCalm ? planGentleFault : planStreamFault;
        const fault = this.#plan(rates.piece, isLines ? plan : planBodyFault);
        return fault === null ? null : this.#note(`a piece of ${request.path}`, fault);
      },
      planSplit: (length) => (length > 1 && random() < SPLIT_RATE ? toInteger(random, 1, length) : null),
      signal: request.signal,
      onOver: () => {
        this.#streams.delete(body);
        over.abort(OVER);
      },
    });
    if (isLines) this.#streams.add(body);
    return { ...answer, body };
  }

  /** Remembers a whole answer, so that it can be given again to the same request. */
  async *#keep(path: string, answer: HttpResponse): AsyncGenerator<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of answer.body) {
      pieces.push(piece);
      yield piece;
    }
    if (answer.status === 200) this.#answers.set(path, { ...answer, body: pieces });
  }

  #plan<Fault>(rate: number, plan: (random: Random, harshness: Harshness) => Fault): Fault | null {
    const { random } = this.#options;
    return this.#outage.isHealed || random() >= rate ? null : plan(random, this.#options);
  }

  #wait(ms: number | null, signal: AbortSignal): Promise<void> {
    return Promise.race([new Promise<void>((resolve) => this.#outage.hold(ms, resolve)), never(signal)]);
  }

  #note<Fault extends AnswerFault | BodyFault>(what: string, fault: Fault): Fault {
    const { type, ...more } = fault;
    this.#write(`${type} ${JSON.stringify("bytes" in more ? { ...more, bytes: String(more.bytes) } : more)}: ${what}`);
    return fault;
  }

  #write(line: string): void {
    const seconds = (this.#options.clock.now() - this.#startedAt) / 1_000;
    this.record.push(`${seconds.toFixed(3)} s ${line}`);
  }
}

/** Made once: where a body has ended tells nothing. */
const OVER = new Error("the stream is over");

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function toStatusAnswer({ status, retryAfterSeconds }: AnswerFault & { readonly type: "status" }): HttpResponse {
  const body = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message: "a fault", code: status };
  const retryAfter = retryAfterSeconds === null ? {} : { "retry-after": String(retryAfterSeconds) };
  return {
    status,
    headers: { "content-type": "application/json", ...retryAfter },
    body: toBody(Buffer.from(JSON.stringify(body))),
  };
}

async function* toBody(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
