import { buildSnapshot } from "#lib/analysis/build-snapshot.ts";
import { isApiError } from "#lib/cluster/api-error.ts";
import type { KubernetesApi } from "#lib/cluster/kubernetes-api.ts";
import { startListing } from "#lib/cluster/list-pages.ts";
import { type ApiKind, EVENT, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import type { GraphNode, ScopeState, ScopeStatus, Snapshot } from "#lib/graph/model.ts";
import type { Surroundings } from "./command.ts";
import type { ClusterAddress } from "./open-cluster.ts";

/** A cluster as it was at one moment. */
export interface ClusterReading {
  readonly snapshot: Snapshot;
  readonly objects: ClusterObjects;
  /** How far each kind of source could be read. */
  readonly sourceScopes: readonly ScopeStatus[];
  /** What could not be read, and what that means. */
  readonly notes: readonly string[];
}

export interface ReadOptions {
  /** Read these where all may not be read; empty when none is named. */
  readonly namespaces: readonly string[];
  /** Which failures' words are asked for in events, when the objects have lost them. */
  readonly wordsOf: (snapshot: Snapshot) => readonly GraphNode[];
}

/** So many questions for events at most: each is a call of its own. */
const MOST_ASKED = 20;

/**
 * Lists the Kustomizations and sources of a cluster once, and builds the graph. Sources that may not be read are told
 * in a note. Throws an ApiError when the Kustomizations cannot be read.
 */
export async function readCluster(
  address: ClusterAddress,
  { namespaces, wordsOf }: ReadOptions,
  { terminal, clock, openCluster }: Surroundings,
): Promise<ClusterReading> {
  const cluster = await openCluster(address, terminal, clock);
  try {
    const [kustomizations, ...sources] = await Promise.all([
      listKustomizations(cluster.api, namespaces),
      ...SOURCE_KINDS.map((kind) => listSources(cluster.api, kind, namespaces)),
    ]);
    const notes = [...kustomizations.notes, ...new Set(sources.flatMap((source) => source.notes))];
    const objects: ClusterObjects = {
      cluster: cluster.id(),
      idPrefix: null,
      kustomizations: kustomizations.items,
      sources: sources.flatMap(({ items }) => items),
      events: [],
      failures: new Map(),
      absenceOf: (namespace) => (kustomizations.isRead(namespace) ? "missing" : "unread"),
    };
    const sourceScopes = SOURCE_KINDS.map(({ kind }, at) => toScope(kind, sources[at]?.state ?? "error"));
    const toSnapshot = (events: readonly RawObject[]) => build({ ...objects, events }, clock.now());
    const silent = wordsOf(toSnapshot([])).filter(({ retrying }) => retrying);
    if (silent.length === 0) return { snapshot: toSnapshot([]), objects, sourceScopes, notes };
    const asked = silent.slice(0, MOST_ASKED).map((node) => listEvents(cluster.api, node));
    const events = (await Promise.all(asked)).flat();
    return { snapshot: toSnapshot(events), objects: { ...objects, events }, sourceScopes, notes };
  } finally {
    await cluster.close();
  }
}

function toScope(kind: string, state: ScopeState): ScopeStatus {
  return { kind, namespace: null, state, message: "", fix: "" };
}

function build(objects: ClusterObjects, now: number): Snapshot {
  const status = {
    id: objects.cluster,
    connection: "live" as const,
    since: new Date(now).toISOString(),
    message: "",
    fix: "",
    scopes: [],
  };
  return buildSnapshot({ clusters: [objects], statuses: [status], now, revision: `list-${now}` });
}

interface Listed {
  readonly items: readonly RawObject[];
  readonly notes: readonly string[];
  isRead(namespace: string): boolean;
}

async function listKustomizations(api: KubernetesApi, namespaces: readonly string[]): Promise<Listed> {
  try {
    return { items: await listAll(api, KUSTOMIZATION, null), notes: [], isRead: () => true };
  } catch (error) {
    if (!isApiError(error) || error.kind !== "forbidden" || namespaces.length === 0) throw error;
    const lists = await Promise.all(namespaces.map((namespace) => listAll(api, KUSTOMIZATION, namespace)));
    const note = `Only Kustomizations of ${namespaces.join(", ")} may be read here: what others do is not known.`;
    return { items: lists.flat(), notes: [note], isRead: (namespace) => namespaces.includes(namespace) };
  }
}

/** A kind that is not installed has no objects; one that may not be read is only lacking. */
async function listSources(
  api: KubernetesApi,
  kind: ApiKind,
  namespaces: readonly string[],
): Promise<Pick<Listed, "items" | "notes"> & { readonly state: ScopeState }> {
  try {
    return { items: await listAll(api, kind, null), notes: [], state: "ok" };
  } catch (error) {
    if (isApiError(error) && error.kind === "not-found") return { items: [], notes: [], state: "not-installed" };
    if (!isApiError(error) || error.kind !== "forbidden") throw error;
    if (namespaces.length > 0) {
      const lists = namespaces.map((namespace) => listAll(api, kind, namespace).catch(() => []));
      return { items: (await Promise.all(lists)).flat(), notes: [], state: "forbidden" };
    }
    return {
      items: [],
      state: "forbidden",
      notes: ["Some sources may not be read: whether all is at their revision is not known."],
    };
  }
}

/** Page by page; once in one piece when the token of a page has expired meanwhile. */
async function listAll(api: KubernetesApi, kind: ApiKind, namespace: string | null): Promise<readonly RawObject[]> {
  const start = (paged: boolean) => startListing((page) => api.list(kind, namespace, page), paged).readRest();
  try {
    return (await start(true)).items;
  } catch (error) {
    if (!isApiError(error) || error.kind !== "gone") throw error;
    return (await start(false)).items;
  }
}

/** Events are colour: without them the words of a past failure are lacking, and nothing else. */
async function listEvents(api: KubernetesApi, { kind, namespace, name }: GraphNode): Promise<readonly RawObject[]> {
  const fieldSelector = `involvedObject.kind=${kind},involvedObject.name=${name}`;
  try {
    return (await api.list(EVENT, namespace, { fieldSelector, limit: 100 })).items;
  } catch (error) {
    if (isApiError(error)) return [];
    throw error;
  }
}
