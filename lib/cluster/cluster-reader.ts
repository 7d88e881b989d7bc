import type { RawObject } from "#lib/flux/metadata.ts";
import type { ConnectionState, ScopeStatus } from "#lib/graph/model.ts";
import type { KubernetesApi } from "./kubernetes-api.ts";

/** What is known of a cluster now. Immutable: a change makes a new one and shares what did not change. */
export interface ClusterReading {
  readonly connection: ConnectionState;
  /** In this connection state since, milliseconds since the epoch. */
  readonly since: number;
  /** One plain sentence and what to do; both empty while live. */
  readonly message: string;
  readonly fix: string;
  readonly scopes: readonly ScopeStatus[];
  /** Objects by kind, each by `namespace/name`. A kind's map is replaced when one of its objects changes. */
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, RawObject>>;
}

/** One applied change, told in the order of the server's; `list` means that a whole scope was swapped in. */
export type ClusterChange =
  | { readonly type: "applied"; readonly kind: string; readonly object: RawObject }
  | { readonly type: "deleted"; readonly kind: string; readonly object: RawObject }
  | { readonly type: "list"; readonly kind: string; readonly objects: readonly RawObject[] }
  | { readonly type: "status" };

/** A live copy of one cluster, and the way to speak to its API server. */
export interface ClusterReader {
  /** The name of the kubeconfig context, or `in-cluster`. */
  readonly id: string;
  readonly api: KubernetesApi;
  reading(): ClusterReading;
  /** When the API server was last heard from, milliseconds since the epoch; null before the first time. */
  lastContact(): number | null;
  /** Called after each change has been applied; what a listener throws is logged and harms nobody else. */
  subscribe(listener: (change: ClusterChange) => void): () => void;
  start(): void;
  stop(): Promise<void>;
}
