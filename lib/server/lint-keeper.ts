import type { Clock } from "#lib/flux/clock.ts";
import type { Finding } from "#lib/graph/model.ts";
import type { LintInput } from "#lib/lint/lint-context.ts";
import type { Linter } from "#lib/lint/linter.ts";

/** So long after a change; who waits for the graph is served first. */
const PAUSE_MS = 1_000;
/** Between two rules. */
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
  #run: Generator<void, readonly Finding[]> | null = null;
  #isOutdated = false;
  #cancel: (() => void) | null = null;

  constructor(options: LintKeeperOptions) {
    this.#options = options;
  }

  /** The graph has changed. */
  touch(): void {
    if (this.#run !== null) this.#isOutdated = true;
    else if (this.#cancel === null) this.#schedule(PAUSE_MS);
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
    const { linter, input, onFindings, onError } = this.#options;
    this.#cancel = null;
    try {
      this.#run ??= linter.lintInSteps(input());
      const { done, value } = this.#run.next();
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
    if (this.#isOutdated) this.#schedule(PAUSE_MS);
    this.#isOutdated = false;
  }
}
