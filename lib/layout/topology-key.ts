import { type Components, findComponents } from "./find-components.ts";
import type { AnyTopology, IndexedTopology } from "./layout-engine.ts";
import { intAt } from "./numbers.ts";
import { readTopology } from "./read-topology.ts";

/** The keys of a topology and of its parts. */
export interface TopologyKeys {
  readonly key: string;
  /** Of each connected component. */
  readonly connected: readonly string[];
  readonly isolated: string;
}

/** Hashes ids, waves and edges; equal topologies have equal keys, whatever order they come in. 32 hexadecimal digits. */
export function toTopologyKey(topology: AnyTopology): string {
  return keyComponents(findComponents(readTopology(topology))).key;
}

/** The same for a topology in its parts, with their keys: each name is gone through once. */
export function keyComponents({ connected, isolated }: Components): TopologyKeys {
  const keys = { connected: connected.map(hashTopology), isolated: hashIsolated(isolated) };
  const hash = new Hash();
  for (const key of keys.connected) hash.addText(key);
  hash.addText(keys.isolated);
  return { ...keys, key: hash.toString() };
}

function hashTopology({ ids, waves, from, to }: IndexedTopology): string {
  const hash = new Hash();
  for (let node = 0; node < ids.length; node++) {
    hash.addText(ids[node] ?? "");
    hash.add(intAt(waves, node));
  }
  hash.add(-1);
  for (let edge = 0; edge < from.length; edge++) {
    hash.add(intAt(from, edge));
    hash.add(intAt(to, edge));
  }
  return hash.toString();
}

function hashIsolated(ids: readonly string[]): string {
  const hash = new Hash();
  for (const id of ids) hash.addText(id);
  return hash.toString();
}

/** Four mixed words of 32 bits: enough that no two fleets collide by chance. */
class Hash {
  #a = 0xdeadbeef;
  #b = 0x41c6ce57;
  #c = 0x9e3779b9;
  #d = 0x85ebca6b;

  addText(text: string): void {
    for (let place = 0; place < text.length; place++) this.add(text.charCodeAt(place));
    this.add(-2);
  }

  add(value: number): void {
    this.#a = Math.imul(this.#a ^ value, 2654435761);
    this.#b = Math.imul(this.#b ^ value, 1597334677);
    this.#c = Math.imul(this.#c ^ value, 2246822507) + (this.#a >>> 15);
    this.#d = Math.imul(this.#d ^ value, 3266489909) + (this.#b >>> 13);
  }

  toString(): string {
    return [this.#a, this.#b, this.#c, this.#d]
      .map((word) => ((word ^ (word >>> 16)) >>> 0).toString(16).padStart(8, "0"))
      .join("");
  }
}
