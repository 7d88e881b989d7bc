import { toObjectId } from "#lib/flux/object-id.ts";
import { compareEdges, compareText } from "#lib/graph/patch.ts";
import { findTopology } from "#lib/graph/topology.ts";
import type { Topology } from "#lib/layout/layout-engine.ts";
import { createRandom } from "./generate-fleet.ts";

type Link = readonly [from: number, to: number];

/** Makes a graph of so many nodes; the same for the same seed. */
export type Shape = (size: number, seed?: number) => Topology;

/** Every shape that is measured, by name. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  fleet: toFleet,
  chains: toChains,
  hubs: toHubs,
  dense: toDense,
  isolated: (size) => toTopology(size, []),
};

/**
 * The shape of real fleets: a sixth alone, a tenth in small groups, the rest one component of some eight waves with about
 * two edges a node. What everything needs (definitions, secrets, storage) is named from far waves, too; an app has its
 * volume or database just before it.
 */
function toFleet(size: number, seed = 1): Topology {
  const random = createRandom(seed);
  const links: Link[] = [];
  const core = Math.floor(size * 0.72);
  const hubs = Math.max(2, Math.round(Math.sqrt(core) / 2));
  const waveOf: number[] = [];
  const waves: number[][] = Array.from({ length: 8 }, () => []);
  for (let node = 0; node < core; node++) {
    // Narrow at both ends, widest in the third and fourth wave.
    const wave = node < hubs ? Math.floor(node / Math.max(1, hubs / 3)) : 1 + Math.floor((random() + random()) * 3.4);
    waveOf[node] = Math.min(7, wave);
    waves[Math.min(7, wave)]?.push(node);
  }
  for (let node = 0; node < core; node++) {
    const wave = waveOf[node] ?? 0;
    if (wave === 0) continue;
    const names = new Set<number>();
    for (let count = 1 + Math.floor(random() * 3.4); count > 0; count--) {
      const isHub = random() < 0.45;
      const before = isHub ? [] : (waves[wave - 1] ?? []);
      const chosen = isHub ? Math.floor(random() ** 2 * hubs) : before[Math.floor(random() ** 1.6 * before.length)];
      if (chosen !== undefined && (waveOf[chosen] ?? 0) < wave) names.add(chosen);
    }
    for (const name of names) links.push([name, node]);
  }
  for (let node = core; node < size * 0.83; node += 3) {
    for (const other of [node + 1, node + 2]) if (other < size * 0.83 && random() < 0.8) links.push([node, other]);
  }
  return toTopology(size, links);
}

/** Chains of 2 to 20. */
function toChains(size: number, seed = 1): Topology {
  const random = createRandom(seed);
  const links: Link[] = [];
  for (let node = 0; node < size; ) {
    const end = Math.min(size, node + 2 + Math.floor(random() * 19));
    for (let next = node + 1; next < end; next++) links.push([next - 1, next]);
    node = end;
  }
  return toTopology(size, links);
}

/** A few nodes that many wait for, each with dependents that some further ones wait for. */
function toHubs(size: number, seed = 1): Topology {
  const random = createRandom(seed);
  const hubs = Math.max(1, Math.round(size / 150));
  const links: Link[] = [];
  for (let node = hubs; node < size; node++) {
    links.push([Math.floor(random() * hubs), node]);
    if (random() < 0.25) links.push([Math.floor(random() * hubs), node]);
    if (node > 2 * hubs && random() < 0.2) links.push([hubs + Math.floor(random() * (node - hubs)), node]);
  }
  return toTopology(size, links);
}

/** Five edges a node, between any two waves. */
function toDense(size: number, seed = 1): Topology {
  const random = createRandom(seed);
  const wide = Math.max(2, Math.round(size / 10));
  const links: Link[] = [];
  for (let node = wide; node < size; node++) {
    for (let count = 0; count < 5; count++) {
      const back = 1 + Math.floor(random() ** 2 * Math.min(node - (node % wide), 3 * wide));
      links.push([Math.max(0, node - (node % wide) - back), node]);
    }
  }
  return toTopology(size, links);
}

function toTopology(size: number, links: readonly Link[]): Topology {
  const ids = Array.from({ length: size }, (_, index) =>
    toObjectId("Kustomization", `team-${index % 12}`, `app-${index}`),
  );
  const edges = links.flatMap(([from, to]) => {
    const [a, b] = [ids[from], ids[to]];
    return a === undefined || b === undefined ? [] : [{ from: a, to: b }];
  });
  const { waves } = findTopology(ids, edges);
  // In the order in which a snapshot gives them.
  return {
    nodes: ids.map((id) => ({ id, wave: waves.get(id) ?? 0 })).sort((a, b) => compareText(a.id, b.id)),
    edges: edges.sort(compareEdges),
  };
}
