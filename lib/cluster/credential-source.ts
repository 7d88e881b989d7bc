import type { Clock } from "#lib/flux/clock.ts";

/** What proves who asks, where it does not stand in the kubeconfig itself. */
export interface Credential {
  readonly token: string | null;
  /** A client certificate and its key, both PEM. */
  readonly certificate: { readonly cert: string; readonly key: string } | null;
}

/** Gives a credential that may change as time goes by; it is asked before each request and keeps what still holds. */
export interface CredentialSource {
  /** @throws ApiError of kind `credentials` that names the file or the command at fault. */
  read(clock: Clock): Promise<Credential>;
}
