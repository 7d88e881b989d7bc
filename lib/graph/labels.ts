import type { GraphNode } from "./model.ts";

export type Labels = Readonly<Record<string, string>>;

/** So many of an object's labels go into the graph, the first by key: people group by a few, and a snapshot is sent to all. */
export const MOST_LABELS = 16;

/**
 * Takes the labels that people gave an object, sorted by key; undefined where there are none. Flux's own (`*.fluxcd.io/…`)
 * say which Kustomization applied it, which the graph knows as its owner.
 */
export function readLabels(labels: Labels): Labels | undefined {
  const own = Object.entries(labels).filter(([key]) => !isOfFlux(key));
  if (own.length === 0) return undefined;
  return Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MOST_LABELS));
}

function isOfFlux(key: string): boolean {
  const [domain = "", name] = key.split("/");
  return name !== undefined && (domain === "fluxcd.io" || domain.endsWith(".fluxcd.io"));
}

/** The value of a node's label, or null where it has none or an empty one. */
export function findLabel({ labels }: Pick<GraphNode, "labels">, key: string): string | null {
  return (labels !== undefined && Object.hasOwn(labels, key) && labels[key]) || null;
}

/** A label that nodes can be gathered by. */
export interface LabelKey {
  readonly key: string;
  /** Values that several nodes share. */
  readonly groups: number;
  /** How many nodes are in those groups. */
  readonly nodes: number;
}

/**
 * Finds the labels that tell groups of nodes apart, those first that gather most: at least two nodes share a value, and
 * not all nodes the same.
 */
export function findLabelKeys(nodes: readonly Pick<GraphNode, "labels">[]): readonly LabelKey[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { labels } of nodes) {
    for (const [key, value] of Object.entries(labels ?? {})) {
      if (value === "") continue;
      const ofKey = counts.get(key) ?? new Map<string, number>();
      counts.set(key, ofKey.set(value, (ofKey.get(value) ?? 0) + 1));
    }
  }
  return [...counts]
    .map(([key, ofKey]) => {
      const shared = [...ofKey.values()].filter((count) => count > 1);
      return { key, groups: shared.length, nodes: shared.reduce((sum, count) => sum + count, 0) };
    })
    .filter(({ groups, nodes: gathered }) => groups > 1 || (groups === 1 && gathered < nodes.length))
    .sort((a, b) => b.nodes - a.nodes || (a.key < b.key ? -1 : 1));
}
