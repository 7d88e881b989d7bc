import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ClusterChange, ClusterReader } from "./cluster-reader.ts";

/** The versions of the objects of one kind, by `namespace/name`. */
export type Versions = ReadonlyMap<string, string>;

/**
 * Sees what a server has had and what a reader tells, and finds what does not fit: a half list, an object that never
 * was, a copy that is not the server's. What is told may be heard of before what the server has.
 */
export class FaultWitness {
  readonly #namespaces: readonly string[] | null;
  readonly #latest = new Map<string, Versions>();
  /** Every state that a scope has had, and every object, in each of its versions. */
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
  serverHas({ kind }: ApiKind, versions: Versions): void {
    const read = new Map([...versions].filter(([key]) => this.#isRead(key)));
    this.#latest.set(kind, read);
    for (const state of this.#toScopeStates(kind, read)) this.#had.add(state);
    for (const [key, version] of read) this.#had.add(toObjectState(kind, key, version));
  }

  /** To be subscribed to the reader. */
  readonly readerTells = (change: ClusterChange): void => {
    if (change.type === "status") return;
    const { kind } = change;
    if (change.type === "list") {
      const versions = toVersions(change.objects);
      this.#copies.set(kind, versions);
      for (const state of this.#toScopeStates(kind, versions)) this.#told.add(state);
      for (const [key, version] of versions) this.#told.add(toObjectState(kind, key, version));
      return;
    }
    const [[key, version] = ["", ""]] = toVersions([change.object]);
    if (change.type === "deleted") this.#copies.get(kind)?.delete(key);
    else {
      this.#copies.get(kind)?.set(key, version);
      this.#told.add(toObjectState(kind, key, version));
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

  /** Where what a reader holds is not what the server has by now. */
  findStale(reader: ClusterReader): readonly string[] {
    return findDifferences("of the server", this.#latest, "held", toHeld(reader));
  }

  #isRead(key: string): boolean {
    return this.#namespaces === null || this.#namespaces.includes(key.slice(0, key.indexOf("/")));
  }

  #toScopeStates(kind: string, versions: Versions): readonly string[] {
    const entries = [...versions].map(([key, version]) => `${key}@${version}`).sort();
    if (this.#namespaces === null) return [`list of ${kind}: ${entries.join(" ")}`];
    return this.#namespaces.map(
      (namespace) =>
        `list of ${kind} in ${namespace}: ${entries.filter((entry) => entry.startsWith(`${namespace}/`)).join(" ")}`,
    );
  }
}

/** The versions of some objects. */
export function toVersions(objects: Iterable<RawObject>): Map<string, string> {
  const versions = new Map<string, string>();
  for (const { metadata } of objects) {
    versions.set(`${metadata.namespace ?? ""}/${metadata.name}`, metadata.resourceVersion ?? "");
  }
  return versions;
}

function toHeld(reader: ClusterReader): ReadonlyMap<string, Versions> {
  return new Map([...reader.reading().objects].map(([kind, objects]) => [kind, toVersions(objects.values())]));
}

function toObjectState(kind: string, key: string, version: string): string {
  return `${kind} ${key}@${version}`;
}

function findDifferences(
  one: string,
  ones: ReadonlyMap<string, Versions>,
  other: string,
  others: ReadonlyMap<string, Versions>,
): readonly string[] {
  const differences: string[] = [];
  for (const [kind, versions] of ones) {
    const counterpart = others.get(kind) ?? new Map<string, string>();
    for (const key of new Set([...versions.keys(), ...counterpart.keys()])) {
      const [version, otherVersion] = [versions.get(key), counterpart.get(key)];
      if (version === otherVersion) continue;
      differences.push(`${kind} ${key}: ${one} ${version ?? "nothing"}, ${other} ${otherVersion ?? "nothing"}`);
    }
  }
  return differences;
}
