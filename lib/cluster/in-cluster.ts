import { existsSync } from "node:fs";
import path from "node:path";
import { type KubeContext, toKubeConfig } from "./kube-context.ts";

/** Where a pod finds the credentials of its service account. */
export const SERVICE_ACCOUNT_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

/** The id of the cluster that Headwater runs in. */
export const IN_CLUSTER = "in-cluster";

type Environment = Readonly<Record<string, string | undefined>>;

/** Gives the identity of the pod that this runs in, or null when it runs in none. */
export function findInCluster(env: Environment, folder = SERVICE_ACCOUNT_FOLDER): KubeContext | null {
  const { KUBERNETES_SERVICE_HOST: host = "", KUBERNETES_SERVICE_PORT: port = "443" } = env;
  const tokenFile = path.join(folder, "token");
  if (host === "" || !existsSync(tokenFile)) return null;
  const cluster = {
    server: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
    "certificate-authority": path.join(folder, "ca.crt"),
  };
  const user = { "auth-provider": { name: "tokenFile", config: { tokenFile } } };
  return { id: IN_CLUSTER, config: toKubeConfig(IN_CLUSTER, cluster, user), headers: {} };
}
