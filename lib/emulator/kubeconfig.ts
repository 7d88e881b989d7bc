import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";

/** One context of a kubeconfig: a cluster, and a token to speak to it. */
export interface KubeconfigContext {
  readonly name: string;
  readonly url: string;
  readonly token: string;
  readonly namespace?: string;
}

/** Builds a kubeconfig (YAML) of some contexts; the first is the current one. */
export function buildKubeconfig(contexts: readonly KubeconfigContext[]): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": contexts[0]?.name ?? "",
    clusters: contexts.map(({ name, url }) => ({ name, cluster: toCluster(url) })),
    users: contexts.map(({ name, token }) => ({ name, user: { token } })),
    contexts: contexts.map(({ name, namespace }) => ({
      name,
      context: { cluster: name, user: name, ...(namespace === undefined ? {} : { namespace }) },
    })),
  });
}

/** The official client speaks plain HTTP only where it is told not to verify. */
function toCluster(server: string): object {
  return server.startsWith("http:") ? { server, "insecure-skip-tls-verify": true } : { server };
}

/** Writes a kubeconfig that its owner alone may read, for it holds tokens. */
export async function writeKubeconfig(path: string, contexts: readonly KubeconfigContext[]): Promise<void> {
  await writeFile(path, buildKubeconfig(contexts), { mode: 0o600 });
}
