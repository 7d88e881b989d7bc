import type { Topology } from "./layout-engine.ts";
import { readTopology } from "./read-topology.ts";

/** Hashes ids, waves and edges; equal topologies have equal keys, whatever order they come in. 32 hexadecimal digits. */
export function toTopologyKey(topology: Topology): string {
  return hashTopology(readTopology(topology));
}

/** The same for a topology that `readTopology` gave. */
export function hashTopology({ nodes, edges }: Topology): string {
  const hash = new TextHash();
  for (const { id, wave } of nodes) hash.add(`${id}\n${wave}\n`);
  hash.add("\n");
  for (const { from, to } of edges) hash.add(`${from}\n${to}\n`);
  return hash.toString();
}

/** Four mixed words of 32 bits: enough that no two fleets collide by chance. */
class TextHash {
  #a = 0xdeadbeef;
  #b = 0x41c6ce57;
  #c = 0x9e3779b9;
  #d = 0x85ebca6b;

  add(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      this.#a = Math.imul(this.#a ^ code, 2654435761);
      this.#b = Math.imul(this.#b ^ code, 1597334677);
      this.#c = Math.imul(this.#c ^ code, 2246822507) + (this.#a >>> 15);
      this.#d = Math.imul(this.#d ^ code, 3266489909) + (this.#b >>> 13);
    }
  }

  toString(): string {
    return [this.#a, this.#b, this.#c, this.#d]
      .map((word) => ((word ^ (word >>> 16)) >>> 0).toString(16).padStart(8, "0"))
      .join("");
  }
}
