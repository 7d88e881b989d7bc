import type { Message } from "#lib/server/encoding/message.ts";

interface KeptPatch {
  readonly from: string;
  readonly message: Message;
  /** Characters. */
  readonly length: number;
}

const MOST_PATCHES = 200;
/** More than this is no quicker for the reader than a whole snapshot. */
const MOST_CHARACTERS = 2_000_000;

/** The last patches, for those who come back. */
export class KeptPatches {
  readonly #patches: KeptPatch[] = [];
  #length = 0;

  add(patch: KeptPatch): void {
    this.#patches.push(patch);
    this.#length += patch.length;
    while (this.#patches.length > MOST_PATCHES || this.#length > MOST_CHARACTERS) {
      this.#length -= this.#patches.shift()?.length ?? 0;
    }
  }

  /** What was kept does not lead to the newest any more. */
  clear(): void {
    this.#patches.length = 0;
    this.#length = 0;
  }

  /** What leads from a revision to the newest; null when that is not known any more. */
  since(revision: string): readonly Message[] | null {
    const first = this.#patches.findIndex(({ from }) => from === revision);
    return first === -1 ? null : this.#patches.slice(first).map(({ message }) => message);
  }
}
