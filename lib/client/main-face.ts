import type { ClusterStatus, Snapshot } from "#lib/graph/model.ts";
import { joinNames } from "#lib/graph/names.ts";
import { findAccessGaps, findReader } from "./access-gaps.ts";
import type { Connection } from "./live-graph.ts";
import { toGapWords } from "./notices.ts";
import { toRbacManifest } from "./rbac-manifest.ts";

/** What to show in place of the graph when there is no graph to show, in the words of whoever knows. */
export interface MainFace {
  readonly kind: "loading" | "unreachable" | "disconnected" | "forbidden" | "not-installed" | "error" | "empty";
  readonly title: string;
  readonly message: string;
  readonly fix: string;
  /** To be applied by whoever administers the cluster (YAML). */
  readonly manifest?: string;
  /** To be run in a terminal, in this order. */
  readonly commands?: readonly string[];
  /** Another way out. */
  readonly otherwise?: string;
  /** The API server's own. */
  readonly words?: string;
}

/** Finds what to show in place of the graph; null when there is a graph. */
export function findMainFace(snapshot: Snapshot | null, { error, transport }: Connection): MainFace | null {
  if (snapshot === null) {
    if (transport !== "lost") return toLoading("Connecting to Headwater");
    const fallback = { title: "Headwater does not answer", detail: "The page cannot reach the server.", fix: "" };
    const { title, detail, fix } = error ?? fallback;
    return { kind: "unreachable", title, message: detail, fix };
  }
  const { clusters, nodes } = snapshot;
  if (nodes.length > 0) return null;
  const cut = clusters.find(({ connection }) => connection === "disconnected");
  if (cut !== undefined) {
    const message = cut.message || "The cluster does not answer.";
    return { kind: "disconnected", title: `Cannot reach ${cut.id}`, message, fix: cut.fix };
  }
  const failed = findUnread(clusters);
  if (failed !== null) return failed;
  const scopes = clusters.flatMap((cluster) => cluster.scopes).filter(({ kind }) => kind === "Kustomization");
  const isReading = clusters.some(({ connection }) => connection === "connecting");
  if (isReading || scopes.some(({ state }) => state === "loading")) return toLoading("Reading the cluster");
  const namespaces = scopes.flatMap(({ namespace }) => namespace ?? []);
  const [only] = namespaces;
  const where =
    only === undefined ? "in it" : namespaces.length === 1 ? `in the namespace ${only}` : `in ${joinNames(namespaces)}`;
  return {
    kind: "empty",
    title: "No Kustomizations yet",
    message: `Headwater reads this cluster, and there is no Flux Kustomization ${where}.`,
    fix: "Create one, for example with flux create kustomization, and it appears here by itself.",
  };
}

/** Why no Kustomization can be read, of the first cluster that has a reason; null when none has. */
function findUnread(clusters: readonly ClusterStatus[]): MainFace | null {
  for (const [state, toFace] of [
    ["not-installed", toNotInstalled],
    ["forbidden", toForbidden],
    ["error", toError],
  ] as const) {
    const cluster = clusters.find(({ scopes }) =>
      scopes.some((scope) => scope.kind === "Kustomization" && scope.state === state),
    );
    if (cluster !== undefined) return toFace(cluster);
  }
  return null;
}

function toNotInstalled(cluster: ClusterStatus): MainFace {
  const scope = cluster.scopes.find(({ kind, state }) => kind === "Kustomization" && state === "not-installed");
  const context = /^[\w.:@/=+-]+$/.test(cluster.id) && cluster.id !== "in-cluster" ? ` --context ${cluster.id}` : "";
  return {
    kind: "not-installed",
    title: "Flux is not installed here",
    message: scope?.message ?? "",
    fix: "Install Flux, or update it if an older one is there. The graph then appears by itself.",
    commands: [`flux check --pre${context}`, `flux install${context}`],
  };
}

function toForbidden(cluster: ClusterStatus): MainFace {
  const gaps = findAccessGaps(cluster);
  const closed = cluster.scopes.filter(({ kind }) => kind === "Kustomization");
  const isAll = closed.every(({ state }) => state === "forbidden");
  const manifest = toRbacManifest(cluster.scopes);
  const isEverywhere = closed.some(({ namespace }) => namespace === null);
  return {
    kind: "forbidden",
    title: isAll ? "Not allowed to read this cluster" : "Nothing in the namespaces that may be read",
    message: `${findReader(cluster) ?? "Headwater"} may not read ${toGapWords(gaps)}.`,
    fix:
      manifest === ""
        ? (closed.find(({ state }) => state === "forbidden")?.fix ?? "")
        : "Ask whoever administers the cluster to apply this:",
    ...(manifest === "" ? {} : { manifest }),
    ...(isEverywhere ? { otherwise: READ_LESS } : {}),
    words: gaps[0]?.words ?? "",
  };
}

const READ_LESS =
  "Or read only the namespaces that you may read: name them in HEADWATER_NAMESPACES, with commas, and start Headwater again.";

function toError(cluster: ClusterStatus): MainFace {
  const scope = cluster.scopes.find(({ kind, state }) => kind === "Kustomization" && state === "error");
  return {
    kind: "error",
    title: "The cluster cannot be read",
    message: scope?.message ?? "",
    fix: scope?.fix ?? "",
  };
}

function toLoading(title: string): MainFace {
  return { kind: "loading", title, message: "", fix: "" };
}
