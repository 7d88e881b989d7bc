import type { Readable } from "node:stream";

export interface ContractWatchEvent {
  readonly type: string;
  readonly object: { readonly metadata: Readonly<Record<string, unknown>>; readonly [key: string]: unknown };
}

/** The lines of a watch as they come. */
export class ContractWatch {
  readonly status: number;
  readonly #body: Readable;
  readonly #lines: AsyncIterator<string>;

  constructor(status: number, body: Readable) {
    this.status = status;
    this.#body = body;
    this.#lines = readLines(body);
  }

  /** The next line; null at a clean end. Throws when the connection is cut. */
  async nextLine(): Promise<string | null> {
    const { done, value } = await this.#lines.next();
    return done ? null : value;
  }

  async next(): Promise<ContractWatchEvent | null> {
    const line = await this.nextLine();
    return line === null ? null : JSON.parse(line);
  }

  /** Some events as `TYPE name@version`; fewer where the watch ends before. */
  async take(count: number): Promise<readonly string[]> {
    const taken: string[] = [];
    while (taken.length < count) {
      const event = await this.next();
      if (event === null) break;
      const { name, resourceVersion } = event.object.metadata;
      taken.push(`${event.type} ${name ?? ""}@${resourceVersion}`);
    }
    return taken;
  }

  cancel(): void {
    // Destroyed before its end a body reports that as an error, which is meant here.
    this.#body.on("error", () => undefined);
    this.#body.destroy();
  }
}

async function* readLines(body: Readable): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of body.setEncoding("utf8")) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") throw new Error(`the watch ended within a line: ${rest.slice(0, 80)}`);
}
