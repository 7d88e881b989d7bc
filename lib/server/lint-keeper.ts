import type { Clock } from "#lib/flux/clock.ts";
import type { Finding } from "#lib/graph/model.ts";
import type { LintInput } from "#lib/lint/lint-context.ts";
import type { Linter } from "#lib/lint/linter.ts";
import type { Steps } from "#lib/lint/steps.ts";

/** So long after a change at least; who waits for the graph is served first. */
const PAUSE_MS = 1_000;
/** While changes keep coming it pauses so many times as long as it works, so that the graph itself is told of in time. */
const REST = 4;
const LONGEST_PAUSE_MS = 10_000;
/** Between two steps. */
const STEP_MS = 1;

export interface LintKeeperOptions {
  readonly linter: Linter;
  readonly clock: Clock;
  /** What is to be linted, as it is when it is asked for. */
  readonly input: () => LintInput;
  readonly onFindings: (findings: readonly Finding[]) => void;
  readonly onError: (error: unknown) => void;
}

/** Lints a large graph beside all else: some time after each change, rule by rule, and others may go between. */
export class LintKeeper {
  readonly #options: LintKeeperOptions;
  #run: Steps<readonly Finding[]> | null = null;
  #isOutdated = false;
  #cancel: (() => void) | null = null;
  /** Milliseconds that this run has worked so far. */
  #worked = 0;
  #pauseMs = PAUSE_MS;

  constructor(options: LintKeeperOptions) {
    this.#options = options;
  }

  /** The graph has changed. */
  touch(): void {
    if (this.#run !== null) this.#isOutdated = true;
    else if (this.#cancel === null) this.#schedule(this.#pauseMs);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#run = null;
  }

  #schedule(delayMs: number): void {
    this.#cancel = this.#options.clock.schedule(() => this.#step(), delayMs);
  }

  #step(): void {
    const { linter, clock, input, onFindings, onError } = this.#options;
    const began = clock.now();
    this.#cancel = null;
    try {
      this.#run ??= linter.lintInSteps(input());
      const { done, value } = this.#run.next();
      this.#worked += clock.now() - began;
      if (!done) {
        this.#schedule(STEP_MS);
        return;
      }
      this.#run = null;
      onFindings(value);
    } catch (error) {
      this.#run = null;
      onError(error);
    }
    this.#pauseMs = Math.max(PAUSE_MS, Math.min(REST * this.#worked, LONGEST_PAUSE_MS));
    this.#worked = 0;
    if (this.#isOutdated) this.#schedule(this.#pauseMs);
    this.#isOutdated = false;
  }
}
