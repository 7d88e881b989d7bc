import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import type { ClusterStatus, GraphNode, Problem, ScopeStatus, Snapshot } from "#lib/graph/model.ts";
import { joinNames } from "#lib/graph/names.ts";
import { type AccessGap, findAccessGaps, hasKeptNodes } from "./access-gaps.ts";
import type { Connection } from "./live-graph.ts";

/** Something that is wrong beside a graph that can be shown. */
export interface Notice {
  /** The same as long as the same is wrong. */
  readonly id: string;
  /** `lost`: what is shown is not renewed. */
  readonly kind: "lost" | "forbidden" | "not-installed" | "error" | "frozen";
  readonly title: string;
  readonly message: string;
  readonly fix: string;
  /** The cluster whose lacking rules can be shown; else null. */
  readonly rulesOf: string | null;
  /** Of a frozen source: the cycle that freezes it. */
  readonly nodes?: readonly ObjectId[];
}

/** Finds what is wrong with the connection and with what is read: one notice a matter, what matters most first. */
export function findNotices(snapshot: Snapshot, { transport, error }: Connection): readonly Notice[] {
  const { clusters, nodes, problems } = snapshot;
  if (transport === "lost") {
    const { title, detail, fix } = error ?? { title: "Headwater does not answer", detail: "", fix: "" };
    return [{ id: `headwater:${title}`, kind: "lost", title, message: detail, fix, rulesOf: null }];
  }
  // Where there is no graph, its place says why.
  if (nodes.length === 0) return [];
  return [
    ...clusters.flatMap(findLost),
    ...problems.flatMap(findFrozen),
    ...clusters.flatMap((cluster) => findUnread(cluster, nodes)),
  ];
}

function findLost({ id, connection, message, fix }: ClusterStatus): Notice[] {
  if (connection !== "disconnected" && connection !== "stale") return [];
  const title = connection === "disconnected" ? `Cannot reach ${id}` : `Nothing heard from ${id}`;
  return [{ id: `${id}:${connection}`, kind: "lost", title, message, fix, rulesOf: null }];
}

/** Neither status nor events tell of a frozen source: who waits for a revision that never comes must hear it from here. */
function findFrozen({ id, kind, nodes, headline, advice = "", behind = [] }: Problem): Notice[] {
  if (kind !== "frozen") return [];
  const left = behind.map((other) => parseObjectId(other)?.name ?? other);
  const stay = left.length === 1 ? "stays" : "stay";
  const message =
    left.length === 0
      ? "What is ready there does not get its next revision before its interval."
      : `${joinNames(left)} ${stay} at the old one until the interval.`;
  return [{ id, kind: "frozen", title: headline, message, fix: advice, rulesOf: null, nodes }];
}

function findUnread(cluster: ClusterStatus, nodes: readonly GraphNode[]): Notice[] {
  return [...findForbidden(cluster, nodes), ...findErrors(cluster), ...findNotInstalled(cluster, nodes)];
}

function findForbidden(cluster: ClusterStatus, nodes: readonly GraphNode[]): Notice[] {
  const gaps = findAccessGaps(cluster);
  if (gaps.length === 0) return [];
  const isGraphPart = gaps.some(({ kind }) => kind === "Kustomization");
  const kept = hasKeptNodes(cluster, nodes) ? " What was read of them before still stands." : "";
  return [
    {
      id: `${cluster.id}:forbidden:${JSON.stringify(gaps.map(({ kind, namespaces }) => [kind, namespaces]))}`,
      kind: "forbidden",
      title: isGraphPart ? "This graph is not whole" : "Not everything can be told",
      message: `${toGapWords(gaps)} may not be read.${kept}`,
      fix: "",
      rulesOf: cluster.id,
    },
  ];
}

/** Names gaps, those of the same place together: `Kustomizations and Events in team-a, team-b and 10 more namespaces`. */
export function toGapWords(gaps: readonly AccessGap[]): string {
  const byPlace = Map.groupBy(gaps, ({ namespaces }) => JSON.stringify(namespaces));
  return [...byPlace.values()]
    .map((alike) => `${joinKinds(alike.map(({ kind }) => kind))} ${toPlaceWords(alike[0]?.namespaces ?? null)}`)
    .join(", ");
}

/** All of them: they are few. */
function joinKinds(kinds: readonly string[]): string {
  return joinNames(kinds.map(toPlural), kinds.length);
}

/** Names some namespaces, or (null) all of them, as a place. */
export function toPlaceWords(namespaces: readonly string[] | null): string {
  if (namespaces === null) return "in all namespaces";
  const more = namespaces.length > 3 ? " namespaces" : "";
  return `in ${joinNames(namespaces)}${more}`;
}

/** A kind in the plural: `GitRepositories`. */
export function toPlural(kind: string): string {
  return kind.endsWith("y") ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

/** One for all that fail with the same words: they fail for one reason. */
function findErrors({ id, scopes }: ClusterStatus): Notice[] {
  const byWords = Map.groupBy(
    scopes.filter(({ state }) => state === "error"),
    ({ message, fix }) => JSON.stringify([message, fix]),
  );
  return [...byWords.values()].flatMap((those) => {
    const { message = "", fix = "" } = those[0] ?? {};
    const kinds = [...new Set(those.map(({ kind }) => toPlural(kind)))];
    const title = `${joinNames(kinds)} cannot be read`;
    return [{ id: `${id}:error:${kinds.join()}`, kind: "error" as const, title, message, fix, rulesOf: null }];
  });
}

/** A kind that the cluster does not have is no trouble unless something names it. */
function findNotInstalled({ id, scopes }: ClusterStatus, nodes: readonly GraphNode[]): Notice[] {
  const kinds = new Map<string, ScopeStatus>();
  for (const scope of scopes) if (scope.state === "not-installed") kinds.set(scope.kind, scope);
  return [...kinds.values()].flatMap((scope): Notice[] => {
    const notice = { id: `${id}:not-installed:${scope.kind}`, kind: "not-installed" as const, rulesOf: null };
    if (scope.kind === "Kustomization") {
      return [{ ...notice, title: `Flux is not installed in ${id}`, message: scope.message, fix: scope.fix }];
    }
    const users = nodes.filter((node) => node.cluster === id && toKind(node) === scope.kind).map(({ name }) => name);
    if (users.length === 0) return [];
    const verb = users.length === 1 ? "names" : "name";
    const message = `${joinNames(users)} ${verb} one as source. ${scope.message}`;
    return [{ ...notice, title: `There are no ${toPlural(scope.kind)} here`, message, fix: scope.fix }];
  });
}

function toKind({ source }: GraphNode): string | null {
  return source === null ? null : (parseObjectId(source)?.kind ?? null);
}
