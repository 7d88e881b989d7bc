import { createHash } from "node:crypto";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ClusterChange, ClusterReader } from "./cluster-reader.ts";

/** Longer contents are compared by their hash, for each is kept in every state that there was. */
const LONGEST = 300;

/** The objects of one kind by `namespace/name`: version and content, for the version alone hides what was spoilt. */
export type States = ReadonlyMap<string, string>;

/**
 * Sees what a server has had and what a reader tells, and finds what does not fit: a half list, an object that never
 * was, a copy that is not the server's. What is told may be heard of before what the server has.
 */
export class FaultWitness {
  readonly #namespaces: readonly string[] | null;
  readonly #latest = new Map<string, States>();
  /** Every state that a scope or an object has had. */
  readonly #had = new Set<string>();
  readonly #told = new Set<string>();
  readonly #copies = new Map<string, Map<string, string>>();

  /** @param namespaces those that are read, each a scope of its own; null for all in one. */
  constructor(kinds: readonly ApiKind[], namespaces: readonly string[] | null) {
    this.#namespaces = namespaces;
    for (const kind of kinds) {
      this.#copies.set(kind.kind, new Map());
      this.serverHas(kind, new Map());
    }
  }

  /** Told of all objects of a kind, whatever their namespace, at the beginning and after each single change. */
  serverHas({ kind }: ApiKind, states: States): void {
    const read = new Map([...states].filter(([key]) => this.#isRead(key)));
    this.#latest.set(kind, read);
    for (const state of this.#toScopeStates(kind, read)) this.#had.add(state);
    for (const [key, state] of read) this.#had.add(toObjectState(kind, key, state));
  }

  /** To be subscribed to the reader. */
  readonly readerTells = (change: ClusterChange): void => {
    if (change.type === "status") return;
    const { kind } = change;
    if (change.type === "list") {
      const states = toStates(change.objects);
      this.#copies.set(kind, states);
      for (const state of this.#toScopeStates(kind, states)) this.#told.add(state);
      for (const [key, state] of states) this.#told.add(toObjectState(kind, key, state));
      return;
    }
    const [[key, state] = ["", ""]] = toStates([change.object]);
    if (change.type === "deleted") this.#copies.get(kind)?.delete(key);
    else {
      this.#copies.get(kind)?.set(key, state);
      this.#told.add(toObjectState(kind, key, state));
    }
  };

  /** What was told and never was so: half lists and ghosts. */
  findUntrue(): readonly string[] {
    return [...this.#told].filter((state) => !this.#had.has(state));
  }

  /** Where what a reader holds is not what it has told. */
  findUntold(reader: ClusterReader): readonly string[] {
    return findDifferences("told", this.#copies, "held", toHeld(reader));
  }

  /** Where what was told of the server is not this, its own word: what is told may come a moment later. */
  findUnseen({ kind }: ApiKind, states: States): readonly string[] {
    const read = new Map([...states].filter(([key]) => this.#isRead(key)));
    return findDifferences("of the server", new Map([[kind, read]]), "heard of", this.#latest);
  }

  /** Where what a reader holds is not what the server has by now. */
  findStale(reader: ClusterReader): readonly string[] {
    return findDifferences("of the server", this.#latest, "held", toHeld(reader));
  }

  #isRead(key: string): boolean {
    return this.#namespaces === null || this.#namespaces.includes(key.slice(0, key.indexOf("/")));
  }

  #toScopeStates(kind: string, states: States): readonly string[] {
    const entries = [...states].map(([key, state]) => `${key}@${state}`).sort();
    if (this.#namespaces === null) return [`list of ${kind}: ${entries.join(" ")}`];
    return this.#namespaces.map(
      (namespace) =>
        `list of ${kind} in ${namespace}: ${entries.filter((entry) => entry.startsWith(`${namespace}/`)).join(" ")}`,
    );
  }
}

/** What is compared of some objects. */
export function toStates(objects: Iterable<RawObject>): Map<string, string> {
  const states = new Map<string, string>();
  for (const { metadata, spec } of objects) {
    const { namespace = "", name, resourceVersion = "", labels, annotations } = metadata;
    states.set(`${namespace}/${name}`, `${resourceVersion} ${shorten(JSON.stringify([spec, labels, annotations]))}`);
  }
  return states;
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `sha1 ${createHash("sha1").update(text).digest("hex")}`;
}

function toHeld(reader: ClusterReader): ReadonlyMap<string, States> {
  return new Map([...reader.reading().objects].map(([kind, objects]) => [kind, toStates(objects.values())]));
}

function toObjectState(kind: string, key: string, state: string): string {
  return `${kind} ${key}@${state}`;
}

function findDifferences(
  one: string,
  ones: ReadonlyMap<string, States>,
  other: string,
  others: ReadonlyMap<string, States>,
): readonly string[] {
  const differences: string[] = [];
  for (const [kind, states] of ones) {
    const counterpart = others.get(kind) ?? new Map<string, string>();
    for (const key of new Set([...states.keys(), ...counterpart.keys()])) {
      const [state, otherState] = [states.get(key), counterpart.get(key)];
      if (state === otherState) continue;
      differences.push(`${kind} ${key}: ${one} ${state ?? "nothing"}, ${other} ${otherState ?? "nothing"}`);
    }
  }
  return differences;
}
