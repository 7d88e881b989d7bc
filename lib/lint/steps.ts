/** Something done in steps: at each null something else may go on. */
export type Steps<Result> = Generator<null, Result>;

/** Goes through all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
