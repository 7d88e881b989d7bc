import type { Clock } from "#lib/flux/clock.ts";
import type { AnyTopology, LayoutResult } from "#lib/layout/layout-engine.ts";
import { LayoutClient, type WorkerLike } from "./layout-client.ts";

/** What is laid out. */
export interface Asked {
  readonly topology: AnyTopology;
  readonly aspect: number;
  readonly scene: string;
}

/** What becomes of it. */
export interface Answers {
  readonly onResult: (result: LayoutResult) => void;
  readonly onError: (message: string) => void;
}

/**
 * Asks for a picture before there is anybody to show it, and keeps the answer until there is: the worker is at it while
 * the page is being built.
 */
export class LayoutAhead {
  readonly asked: Asked;
  readonly #client: LayoutClient;
  #answers: Answers | null = null;
  #answer: ((answers: Answers) => void) | null = null;

  constructor(createWorker: () => WorkerLike, clock: Clock, asked: Asked) {
    this.asked = asked;
    const say = (answer: (answers: Answers) => void) => {
      if (this.#answers === null) this.#answer = answer;
      else answer(this.#answers);
    };
    this.#client = new LayoutClient(
      createWorker,
      clock,
      (result) => say(({ onResult }) => onResult(result)),
      (message) => say(({ onError }) => onError(message)),
    );
    this.#client.ask({ ...asked.topology, aspect: asked.aspect }, asked.scene);
  }

  /** Gives the asking over, with what was answered already; whoever takes it ends it. */
  take(answers: Answers): LayoutClient {
    this.#answers = answers;
    this.#answer?.(answers);
    return this.#client;
  }

  /** Ends what nobody took. */
  stop(): void {
    this.#client.stop();
  }
}
