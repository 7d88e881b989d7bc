import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";

/** One context of a kubeconfig: a cluster, and a token to speak to it. */
export interface KubeconfigContext {
  readonly name: string;
  readonly url: string;
  readonly token: string;
  /** Of the certificate authority, as PEM; without it those that the machine trusts. */
  readonly ca?: string | null;
  readonly namespace?: string;
}

/** Builds a kubeconfig (YAML) of some contexts; the first is the current one. */
export function buildKubeconfig(contexts: readonly KubeconfigContext[]): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": contexts[0]?.name ?? "",
    clusters: contexts.map((context) => ({ name: context.name, cluster: toCluster(context) })),
    users: contexts.map(({ name, token }) => ({ name, user: { token } })),
    contexts: contexts.map(({ name, namespace }) => ({
      name,
      context: { cluster: name, user: name, ...(namespace === undefined ? {} : { namespace }) },
    })),
  });
}

/** The official client speaks plain HTTP only where it is told not to verify. */
function toCluster({ url: server, ca }: KubeconfigContext): object {
  if (server.startsWith("http:")) return { server, "insecure-skip-tls-verify": true };
  return ca == null ? { server } : { server, "certificate-authority-data": Buffer.from(ca).toString("base64") };
}

/** Writes a kubeconfig that its owner alone may read, for it holds tokens. */
export async function writeKubeconfig(path: string, contexts: readonly KubeconfigContext[]): Promise<void> {
  await writeFile(path, buildKubeconfig(contexts), { mode: 0o600 });
}
