import { existsSync } from "node:fs";
import path from "node:path";
import { findEnvironmentProxy } from "./environment-proxy.ts";
import { buildKubeContext, type KubeContext } from "./kube-context.ts";
import { createTokenFile } from "./token-file.ts";

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
  const server = `https://${host.includes(":") ? `[${host}]` : host}:${port}`;
  return buildKubeContext({
    id: IN_CLUSTER,
    cluster: { server, "certificate-authority": path.join(folder, "ca.crt") },
    user: {},
    credential: createTokenFile(tokenFile, IN_CLUSTER),
    proxyUrl: findEnvironmentProxy(env, server),
    origin: tokenFile,
  });
}
