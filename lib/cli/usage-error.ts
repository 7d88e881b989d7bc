/** A command line that cannot be understood, or an object that it names and that is not there: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What to do next; empty when the message says it. */
  readonly fix: string;

  constructor(message: string, fix = "") {
    super(message);
    this.fix = fix;
  }
}
