import type { CredentialSource } from "./credential-source.ts";

/** A cluster as a kubeconfig has it, as far as Headwater goes by it. */
export interface ContextCluster {
  readonly server: string;
  readonly "certificate-authority"?: string | undefined;
  readonly "certificate-authority-data"?: string | undefined;
  readonly "insecure-skip-tls-verify"?: boolean | undefined;
  readonly "tls-server-name"?: string | undefined;
}

/** A user as a kubeconfig has it, without what a credential source stands for. */
export interface ContextUser {
  readonly "client-certificate"?: string | undefined;
  readonly "client-certificate-data"?: string | undefined;
  readonly "client-key"?: string | undefined;
  readonly "client-key-data"?: string | undefined;
  readonly token?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly as?: string | undefined;
  readonly "as-groups"?: readonly string[];
}

/** One cluster and the user to be there; files are named by absolute paths. */
export interface KubeContext {
  /** The name of the context, or `in-cluster`. */
  readonly id: string;
  readonly cluster: ContextCluster;
  readonly user: ContextUser;
  /** What gives the token or the certificate where the kubeconfig does not have it itself; null where it does. */
  readonly credential: CredentialSource | null;
  /** The proxy on the way to the server, or null. */
  readonly proxyUrl: string | null;
  /** All of what this was made from, so that one can tell whether the kubeconfig says something else by now. */
  readonly fingerprint: string;
}

/** What a context is made of. */
export interface KubeContextParts {
  readonly id: string;
  readonly cluster: ContextCluster;
  readonly user: ContextUser;
  readonly credential?: CredentialSource | null;
  readonly proxyUrl?: string | null;
  /** What else tells this context from another: how `credential` comes by what it gives. */
  readonly origin?: unknown;
}

/** Puts a context together. */
export function buildKubeContext(parts: KubeContextParts): KubeContext {
  const { id, cluster, user, credential = null, proxyUrl = null, origin = null } = parts;
  return {
    id,
    cluster,
    user,
    credential,
    proxyUrl,
    fingerprint: JSON.stringify([id, cluster, user, proxyUrl, origin]),
  };
}
