import type { KubernetesApi } from "#lib/cluster/kubernetes-api.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { Terminal } from "./terminal.ts";

/** Which cluster is meant; null is what kubectl would take. */
export interface ClusterAddress {
  readonly context: string | null;
  readonly kubeconfig: string | null;
}

/** The way to one cluster, for a few calls; `close` it after use. */
export interface OpenedCluster {
  /** The name of the context, known once something was asked. */
  id(): string;
  readonly api: KubernetesApi;
  close(): Promise<void>;
}

export type OpenCluster = (address: ClusterAddress, terminal: Terminal, clock: Clock) => Promise<OpenedCluster>;

/** Opens a cluster by its kubeconfig. What that needs is loaded only now: commands on manifests do without. */
export const openCluster: OpenCluster = async ({ context, kubeconfig }, { env, home }, clock) => {
  const [{ createTransport }, { createKubernetesClient }, { toContextSources }, { openUndiciConnection }] =
    await Promise.all([
      import("#lib/cluster/create-transport.ts"),
      import("#lib/cluster/kubernetes-client.ts"),
      import("#lib/cluster/kubeconfig.ts"),
      import("#lib/cluster/undici-connection.ts"),
    ]);
  const [source] = toContextSources({
    env,
    home,
    ...(kubeconfig === null ? {} : { kubeconfigPath: kubeconfig }),
    ...(context === null ? {} : { contexts: [context] }),
  });
  if (source === undefined) throw new RangeError("a kubeconfig gives at least one context, or says why not");
  const transport = createTransport({ load: source.load, connect: openUndiciConnection, clock });
  return { id: source.id, api: createKubernetesClient(transport), close: () => transport.close() };
};
