import { type EdgeState, type GraphNode, NODE_STATES, type NodeState, type Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";

/** How an edge is drawn: by its state, those inside a cycle alike, and without a state where only manifests are known. */
export type ExportLook = EdgeState | "cycle" | "planned";

export interface ExportNode {
  readonly id: string;
  /** Empty where one cluster is read. */
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** Null where only a manifest is known, which says nothing of a state. */
  readonly state: NodeState | null;
  readonly node: GraphNode;
}

export interface ExportEdge {
  readonly from: string;
  readonly to: string;
  readonly look: ExportLook;
}

/** What every format draws; sorted as the snapshot is. */
export interface ExportGraph {
  readonly nodes: readonly ExportNode[];
  readonly edges: readonly ExportEdge[];
  /** When the snapshot was taken, RFC 3339; null for manifests, whose picture is the same at any time. */
  readonly at: string | null;
  /** How many nodes were left out because the format bears no more. */
  readonly leftOut: number;
}

/** What a graph is drawn of: a cluster as it runs, or manifests, which have no states. */
export type Origin = "cluster" | "manifests";

/** Turns a snapshot into what is drawn. Of manifests only what they themselves say is kept: missing and suspended. */
export function toExportGraph(snapshot: Snapshot, origin: Origin): ExportGraph {
  const { nodes: byId } = indexSnapshot(snapshot);
  const cycleOf = new Map(snapshot.cycles.flatMap((cycle) => cycle.nodes.map((id) => [id, cycle] as const)));
  const isMultiple = snapshot.clusters.length > 1;
  return {
    nodes: snapshot.nodes.map((node) => ({
      id: node.id,
      cluster: isMultiple ? node.cluster : "",
      namespace: node.namespace,
      name: node.name,
      state: origin === "cluster" || isPlain(node.state) ? node.state : null,
      node,
    })),
    edges: snapshot.edges
      .filter(({ from, to }) => byId.has(from) && byId.has(to))
      .map(({ from, to, state }) => {
        const cycle = cycleOf.get(from);
        const isInside = cycle !== undefined && cycle === cycleOf.get(to);
        if (state === "missing") return { from, to, look: state };
        return { from, to, look: isInside ? "cycle" : origin === "cluster" ? state : "planned" };
      }),
    at: origin === "cluster" ? snapshot.at : null,
    leftOut: 0,
  };
}

function isPlain(state: NodeState): boolean {
  return state === "missing" || state === "suspended";
}

/** The word for a state, as the page has it; empty for a manifest. */
export function toStateLabel(state: NodeState | null): string {
  return state === null ? "" : state.charAt(0).toUpperCase() + state.slice(1);
}

/** Says in a few words what is in the picture: `61 Kustomizations: 1 failed, 20 blocked, 40 ready`. */
export function toSummary({ nodes, leftOut }: ExportGraph): string {
  const counts = new Map<NodeState, number>();
  for (const { state } of nodes) if (state !== null) counts.set(state, (counts.get(state) ?? 0) + 1);
  const total = nodes.length - (counts.get("missing") ?? 0);
  const words = NODE_STATES.flatMap((state) => (counts.has(state) ? [`${counts.get(state)} ${state}`] : []));
  const head = `${total} ${total === 1 ? "Kustomization" : "Kustomizations"}`;
  const rest = leftOut === 0 ? "" : `; ${leftOut} more left out`;
  return `${head}${words.length === 0 ? "" : `: ${words.join(", ")}`}${rest}`;
}
