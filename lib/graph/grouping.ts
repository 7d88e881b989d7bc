import { type ObjectId, parseObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { countStates } from "./filter.ts";
import { findLabel } from "./labels.ts";
import {
  type GraphEdge,
  type GraphNode,
  NODE_STATES,
  type NodeState,
  type Snapshot,
  type StateCounts,
} from "./model.ts";

const LABEL = "label:";

/** What nodes may be gathered by. */
export type Grouping = "namespace" | "source" | "owner" | `${typeof LABEL}${string}`;

/** Reads what to gather by as it stands in the address: `namespace`, `source`, `owner` or `label:KEY`; null for anything else. */
export function parseGrouping(text: string): Grouping | null {
  if (text === "namespace" || text === "source" || text === "owner") return text;
  return text.length > LABEL.length && text.startsWith(LABEL) ? toLabelGrouping(text.slice(LABEL.length)) : null;
}

/** Gathers by the values of a label. */
export function toLabelGrouping(key: string): Grouping {
  return `${LABEL}${key}`;
}

/** The label's key where nodes are gathered by one, else null. */
export function findLabelKey(by: Grouping): string | null {
  return by.startsWith(LABEL) ? by.slice(LABEL.length) : null;
}

/** Says what nodes are gathered by, for a sentence with `by`. */
export function toGroupingWords(by: Grouping): string {
  const key = findLabelKey(by);
  return key === null ? by : `label ${key}`;
}

/** Some nodes that are drawn as one. */
export interface NodeGroup {
  readonly id: ObjectId;
  readonly by: Grouping;
  /** Names the group among those by the same; what is opened is remembered by it. */
  readonly key: string;
  readonly label: string;
  readonly members: readonly GraphNode[];
  readonly counts: StateCounts;
  /** The worst of its members. */
  readonly state: NodeState;
}

const KIND = "Group";

/** Whether an id is that of a group, which no object of a cluster has. */
export function isGroupId(id: ObjectId): boolean {
  return parseObjectId(id)?.kind === KIND;
}

/** Gathers nodes, in the order in which they come; those that have nothing of that kind are in no group, nor is one alone. */
export function groupNodes(nodes: readonly GraphNode[], by: Grouping): readonly NodeGroup[] {
  const clusters = new Set(nodes.map(({ cluster }) => cluster));
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const what = toWhat(node, by);
    if (what === null) continue;
    // Sources and owners have their cluster in their id.
    const isLocal = clusters.size > 1 && by !== "source" && by !== "owner";
    const key = isLocal ? `${node.cluster}:${what}` : what;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [node]);
    else members.push(node);
  }
  return [...groups].flatMap(([key, members]) => (members.length < 2 ? [] : toGroup(by, key, members)));
}

/** Gives for each member of groups the id of the node that stands for it. */
export function findStandIns(groups: readonly NodeGroup[]): ReadonlyMap<ObjectId, ObjectId> {
  const standIns = new Map<ObjectId, ObjectId>();
  for (const { id, members } of groups) for (const member of members) standIns.set(member.id, id);
  return standIns;
}

/** Gives the ends of an edge as they are drawn where others stand for them; null for an edge within a group. */
export function toShownLink(
  edge: Pick<GraphEdge, "from" | "to">,
  standIns: ReadonlyMap<ObjectId, ObjectId>,
): { readonly from: ObjectId; readonly to: ObjectId; readonly key: string } | null {
  const [from, to] = [standIns.get(edge.from) ?? edge.from, standIns.get(edge.to) ?? edge.to];
  return from === to && edge.from !== edge.to ? null : { from, to, key: `${from}\n${to}` };
}

function toWhat(node: GraphNode, by: Grouping): string | null {
  if (by === "namespace") return node.namespace;
  if (by === "source") return node.source;
  if (by === "owner") return node.owner;
  return findLabel(node, by.slice(LABEL.length));
}

function toGroup(by: Grouping, key: string, members: readonly GraphNode[]): NodeGroup {
  const counts = countStates(members);
  return {
    id: toObjectId(KIND, by.replaceAll(/[:/]/g, "·"), key.replaceAll("/", "·")),
    by,
    key,
    label: by === "source" || by === "owner" ? (parseObjectId(key)?.name ?? key) : key,
    members,
    counts,
    state: NODE_STATES.find((state) => counts[state] > 0) ?? "unknown",
  };
}

/** Says what is in a group: how many, and how many of them are in which state that is not ready, worst first. */
export function toGroupLine({ counts, members }: Pick<NodeGroup, "counts" | "members">): string {
  const troubled = NODE_STATES.filter((state) => state !== "ready" && counts[state] > 0);
  if (troubled.length === 0) return `${members.length} ready`;
  return `${troubled.map((state) => `${counts[state]} ${state}`).join(", ")} of ${members.length}`;
}

/** Finds the nodes of components in which every node is ready and none is behind: there is nothing to see to. */
export function findWhollyReady({ nodes, edges }: Pick<Snapshot, "nodes" | "edges">): ReadonlySet<ObjectId> {
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const heads = Int32Array.from(nodes, (_, place) => place);
  const find = (place: number): number => {
    let head = place;
    while (heads[head] !== head) {
      heads[head] = heads[heads[head] ?? 0] ?? 0;
      head = heads[head] ?? 0;
    }
    return head;
  };
  for (const { from, to } of edges) {
    const [a, b] = [places.get(from), places.get(to)];
    if (a !== undefined && b !== undefined) heads[find(a)] = find(b);
  }
  const troubled = new Set<number>();
  for (const [place, { state, behind }] of nodes.entries()) if (state !== "ready" || behind) troubled.add(find(place));
  return new Set(nodes.flatMap(({ id }, place) => (troubled.has(find(place)) ? [] : id)));
}
