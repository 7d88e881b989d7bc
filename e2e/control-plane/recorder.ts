import { WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";
import type { ApiClient } from "./api-client.ts";

/** One version of one object, as a watch of the API server told it. */
export interface TapeEntry {
  /** Seconds after the beginning. */
  readonly t: number;
  readonly type: string;
  readonly object: RawObject;
}

/** Follows every kind that Headwater watches, from now on, and keeps what it is told. */
export class Recorder {
  readonly #tape: TapeEntry[] = [];
  readonly #ending = new AbortController();
  #running: readonly Promise<void>[] = [];

  async start(client: ApiClient): Promise<void> {
    const began = Date.now();
    const root = await client.get<{ metadata: { resourceVersion: string } }>("/api/v1/namespaces?limit=1");
    const { resourceVersion } = root.metadata;
    const follow = async (kind: (typeof WATCHED_KINDS)[number]) => {
      for await (const { type, object } of client.watch(kind, resourceVersion, this.#ending.signal)) {
        const raw = parseRawObject(object);
        const t = Math.round((Date.now() - began) / 10) / 100;
        if (raw !== null) this.#tape.push({ t, type, object: toRecorded(raw) });
      }
    };
    this.#running = WATCHED_KINDS.map((kind) =>
      follow(kind).catch((error: unknown) => {
        if (!this.#ending.signal.aborted) throw error;
      }),
    );
  }

  /** Gives what has been seen in some namespaces, in order. */
  tapeOf(namespaces: readonly string[]): readonly TapeEntry[] {
    return this.#tape.filter(({ object }) => namespaces.includes(object.metadata.namespace ?? ""));
  }

  /** Ends the watches. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#running);
  }
}

/** Without what Headwater never reads, and with the controller's temporary folder as if it were always the first. */
function toRecorded(raw: RawObject): RawObject {
  const { managedFields: _, ...metadata } = raw.metadata as RawObject["metadata"] & {
    readonly managedFields?: unknown;
  };
  const text = JSON.stringify({ ...raw, metadata }).replaceAll(/\/tmp\/kustomization-\d+/g, "/tmp/kustomization-1");
  return JSON.parse(text) as RawObject;
}

/** Writes a recording up to its end: JSON with one entry a line, so that a change of it can be read. */
export function toRecordingText(name: string, seconds: number, tape: readonly TapeEntry[]): string {
  const lines = tape.filter(({ t }) => t <= seconds).map((entry) => JSON.stringify(entry));
  return `{"case":${JSON.stringify(name)},"seconds":${seconds},"tape":[\n${lines.join(",\n")}\n]}\n`;
}
