import { KubeConfig } from "@kubernetes/client-node";
import type { CredentialSource } from "./credential-source.ts";
import type { HeaderFields } from "./http-connection.ts";

/** One cluster and the user to be there. `config` holds this context alone, so no token is shared with another. */
export interface KubeContext {
  /** The name of the context, or `in-cluster`. */
  readonly id: string;
  readonly config: KubeConfig;
  /** Header fields that client-node does not know of (`as-groups`). */
  readonly headers: HeaderFields;
  /** What gives the token or the certificate where the kubeconfig does not have it itself; null where it does. */
  readonly credential: CredentialSource | null;
  /** The proxy on the way to the server, or null. */
  readonly proxyUrl: string | null;
  /** All of what this was made from, so that one can tell whether the kubeconfig says something else by now. */
  readonly fingerprint: string;
}

/** What a context is made of; `cluster` and `user` in the form of a kubeconfig, without what `credential` stands for. */
export interface KubeContextParts {
  readonly id: string;
  readonly cluster: object;
  readonly user: object;
  readonly headers?: HeaderFields;
  readonly credential?: CredentialSource | null;
  readonly proxyUrl?: string | null;
  /** What else tells this context from another: how `credential` comes by what it gives. */
  readonly origin?: unknown;
}

/** Puts a context together in the form that client-node loads. */
export function buildKubeContext(parts: KubeContextParts): KubeContext {
  const { id, cluster, user, headers = {}, credential = null, proxyUrl = null, origin = null } = parts;
  const config = new KubeConfig();
  const document = JSON.stringify({
    clusters: [{ name: id, cluster }],
    users: [{ name: id, user }],
    contexts: [{ name: id, context: { cluster: id, user: id } }],
    "current-context": id,
  });
  config.loadFromString(document);
  const fingerprint = JSON.stringify([document, headers, proxyUrl, origin]);
  return { id, config, headers, credential, proxyUrl, fingerprint };
}
