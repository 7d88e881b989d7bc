import type { RequestOptions } from "node:https";
import type { ApiError } from "./api-error.ts";
import type { CredentialSource } from "./credential-source.ts";
import { failure } from "./kubeconfig-file.ts";

/** The auth providers that client-node knows. */
export const AUTH_PROVIDERS: ReadonlySet<string> = new Set(["oidc", "gcp", "azure"]);

/**
 * Gives the token of an auth provider, as kubeconfigs of before exec plugins have them. client-node keeps it and renews
 * it; all of its API comes along, so it is loaded only for who has such a user. `owner` names the context in messages.
 */
export function createAuthProvider(provider: object, owner: string): CredentialSource {
  const document = JSON.stringify({
    clusters: [{ name: owner, cluster: { server: "https://none" } }],
    users: [{ name: owner, user: { "auth-provider": provider } }],
    contexts: [{ name: owner, context: { cluster: owner, user: owner } }],
    "current-context": owner,
  });
  // One configuration per context, for client-node keeps tokens in it.
  let loading: ReturnType<typeof load> | null = null;
  return {
    async read() {
      const options: RequestOptions = { headers: {} };
      try {
        loading ??= load(document);
        await (await loading).applyToHTTPSOptions(options);
      } catch (thrown) {
        throw toProviderFailure(owner, thrown);
      }
      return { token: toToken(options), certificate: null };
    },
  };
}

async function load(document: string) {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(document);
  return config;
}

function toToken({ headers }: RequestOptions): string | null {
  const fields = new Headers();
  for (const [name, value] of Object.entries(headers ?? {})) if (typeof value === "string") fields.set(name, value);
  return /^Bearer (.+)$/.exec(fields.get("authorization") ?? "")?.[1]?.trim() ?? null;
}

function toProviderFailure(owner: string, thrown: unknown): ApiError {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return failure(
    `The credentials for "${owner}" could not be had: ${(reason.split("\n")[0] ?? "").replace(/\.$/, "")}.`,
    "Log in to the cluster again, or correct the user in the kubeconfig.",
    thrown,
  );
}
