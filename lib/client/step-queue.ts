/** Runs something a moment later, when the browser has had a chance to do something else. */
export type Defer = (run: () => void) => void;

/**
 * Does things in the order in which they come, those of several steps with a break before each step, so that the page
 * answers between them. What comes meanwhile waits; what has one step, and nothing before it, is done at once.
 */
export class StepQueue {
  readonly #defer: Defer;
  #waiting: (readonly (() => void)[])[] = [];
  #isBusy = false;
  #round = 0;

  constructor(defer: Defer) {
    this.#defer = defer;
  }

  push(...steps: readonly (() => void)[]): void {
    this.#waiting.push(steps);
    if (!this.#isBusy) this.#next();
  }

  /** Forgets what is not done yet. */
  clear(): void {
    this.#round++;
    this.#waiting = [];
    this.#isBusy = false;
  }

  #next(): void {
    for (;;) {
      const steps = this.#waiting.shift();
      if (steps === undefined) return;
      if (steps.length > 1) {
        this.#run(steps, 0);
        return;
      }
      this.#isBusy = true;
      const round = this.#round;
      steps[0]?.();
      if (round !== this.#round) return;
      this.#isBusy = false;
    }
  }

  #run(steps: readonly (() => void)[], at: number): void {
    this.#isBusy = true;
    const round = this.#round;
    this.#defer(() => {
      if (round !== this.#round) return;
      steps[at]?.();
      if (round !== this.#round) return;
      this.#isBusy = false;
      if (at + 1 < steps.length) this.#run(steps, at + 1);
      else this.#next();
    });
  }
}

/** Defers by a message to itself: unlike a timer it is not slowed down while nobody looks at the page. */
export function createDefer(): Defer {
  const waiting: (() => void)[] = [];
  let door: MessagePort | null = null;
  // Not before it is needed: where the page is made on the server, an open port would keep that from its end.
  const open = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => waiting.shift()?.();
    return port2;
  };
  return (run) => {
    waiting.push(run);
    door ??= open();
    door.postMessage(null);
  };
}
