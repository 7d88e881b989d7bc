/** Something done in steps: between any two of them something else may go on. */
export type Steps<Result> = Generator<void, Result>;

/** Goes through all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
