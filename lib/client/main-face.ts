import type { ClusterStatus, ScopeStatus, Snapshot } from "#lib/graph/model.ts";
import type { Connection } from "./live-graph.ts";

/** What to show in place of the graph when there is no graph to show, in the words of whoever knows. */
export interface MainFace {
  readonly kind: "loading" | "unreachable" | "disconnected" | "forbidden" | "not-installed" | "error" | "empty";
  readonly title: string;
  readonly message: string;
  readonly fix: string;
}

/** Something that is wrong beside a graph that can be shown. */
export interface Notice {
  readonly id: string;
  readonly message: string;
  readonly fix: string;
}

const SCOPE_TITLES = {
  forbidden: "Not allowed to read this cluster",
  "not-installed": "Flux is not installed here",
  error: "The cluster cannot be read",
} as const;

/** Finds what to show in place of the graph; null when there is a graph. */
export function findMainFace(snapshot: Snapshot | null, { error, transport }: Connection): MainFace | null {
  if (snapshot === null) {
    if (transport !== "lost") return toLoading("Connecting to Headwater");
    const fallback = { title: "Headwater does not answer", detail: "The page cannot reach the server.", fix: "" };
    const { title, detail, fix } = error ?? fallback;
    return { kind: "unreachable", title, message: detail, fix };
  }
  if (snapshot.nodes.length > 0) return null;
  const cut = snapshot.clusters.find(({ connection }) => connection === "disconnected");
  if (cut !== undefined) {
    const message = cut.message || "The cluster does not answer.";
    return { kind: "disconnected", title: `Cannot reach ${cut.id}`, message, fix: cut.fix };
  }
  const scopes = snapshot.clusters.flatMap((cluster) => cluster.scopes).filter(({ kind }) => kind === "Kustomization");
  for (const state of ["not-installed", "forbidden", "error"] as const) {
    const scope = scopes.find((scope) => scope.state === state);
    if (scope !== undefined) return { kind: state, title: SCOPE_TITLES[state], message: scope.message, fix: scope.fix };
  }
  const isReading = snapshot.clusters.some(({ connection }) => connection === "connecting");
  if (isReading || scopes.some(({ state }) => state === "loading")) return toLoading("Reading the cluster");
  return {
    kind: "empty",
    title: "No Kustomizations yet",
    message: "Headwater reads this cluster, and there is no Flux Kustomization in it.",
    fix: "Create one, for example with flux create kustomization, and it appears here by itself.",
  };
}

/** Finds what is wrong with the clusters and their scopes while a graph is shown. */
export function findNotices(clusters: readonly ClusterStatus[]): readonly Notice[] {
  return clusters.flatMap((cluster) => [
    ...(cluster.connection === "disconnected"
      ? [{ id: `${cluster.id}:${cluster.message}`, message: cluster.message, fix: cluster.fix }]
      : []),
    ...cluster.scopes.filter(isWrong).map((scope) => ({
      id: `${cluster.id}:${scope.kind}:${scope.namespace}:${scope.state}`,
      message: scope.message,
      fix: scope.fix,
    })),
  ]);
}

function isWrong({ kind, state }: ScopeStatus): boolean {
  // A kind of source that is not installed is no trouble: no Kustomization can name one.
  return state === "forbidden" || state === "error" || (state === "not-installed" && kind === "Kustomization");
}

function toLoading(title: string): MainFace {
  return { kind: "loading", title, message: "", fix: "" };
}
