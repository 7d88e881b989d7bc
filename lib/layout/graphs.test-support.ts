import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { findTopology } from "#lib/graph/topology.ts";
import type { LayoutEdge, Topology } from "./layout-engine.ts";

/** A topology with its waves found as the product finds them. */
export function toTopology(ids: readonly string[], edges: readonly LayoutEdge[]): Topology {
  const { waves } = findTopology(ids as ObjectId[], edges as { from: ObjectId; to: ObjectId }[]);
  return { nodes: ids.map((id) => ({ id, wave: waves.get(id as ObjectId) ?? 0 })), edges };
}

/** Reads edges as "a>b c>b d": d has none. */
export function parseGraph(text: string): Topology {
  const ids = new Set<string>();
  const edges: LayoutEdge[] = [];
  for (const part of text.split(" ")) {
    const [from = "", to] = part.split(">");
    ids.add(from);
    if (to === undefined) continue;
    ids.add(to);
    edges.push({ from, to });
  }
  return toTopology([...ids], edges);
}

/** A generator of numbers from 0 up to 1 that gives the same ones for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A graph shaped like a fleet: about 2 edges a node, hubs, many small components, an eighth isolated. */
export function createFleet(size: number, seed = 1): Topology {
  const random = createRandom(seed);
  const pick = (limit: number) => Math.floor(random() * limit);
  const ids = Array.from({ length: size }, (_, index) => `Kustomization/team-${index % 17}/app-${index}`);
  const edges: LayoutEdge[] = [];
  for (let start = 0; start < size * 0.875; ) {
    const share = start === 0 ? 0.45 : random() * 0.06;
    const end = Math.min(size * 0.875, start + Math.max(2, Math.floor(size * share)));
    for (let node = start + 1; node < end; node++) {
      const near = Math.max(1, Math.floor((node - start) * (random() < 0.35 ? 0.12 : 1)));
      for (let count = 1 + pick(3); count > 0; count--) {
        edges.push({ from: ids[start + pick(near)] ?? "", to: ids[node] ?? "" });
      }
    }
    start = Math.ceil(end);
  }
  return toTopology(ids, edges);
}

const FLEETS = new URL("../../../shared/fleets/", import.meta.url);

interface Manifest {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec?: { readonly dependsOn?: readonly { readonly name: string; readonly namespace?: string }[] };
}

/** The real fleets, when they lie beside the checkout; none otherwise. */
export function readFleets(): { readonly name: string; readonly topology: Topology }[] {
  if (!existsSync(FLEETS)) return [];
  const files = readdirSync(FLEETS).filter((file) => file.endsWith(".json"));
  return files.sort().map((file) => {
    const fleet: { kustomizations: Manifest[] } = JSON.parse(readFileSync(new URL(file, FLEETS), "utf8"));
    const ids = new Set<string>();
    const edges: LayoutEdge[] = [];
    for (const { metadata, spec } of fleet.kustomizations) {
      const to = `Kustomization/${metadata.namespace}/${metadata.name}`;
      ids.add(to);
      for (const dependency of spec?.dependsOn ?? []) {
        const from = `Kustomization/${dependency.namespace ?? metadata.namespace}/${dependency.name}`;
        ids.add(from);
        edges.push({ from, to });
      }
    }
    return { name: file.replace(".json", ""), topology: toTopology([...ids], edges) };
  });
}
