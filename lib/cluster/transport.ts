import type { HeaderFields } from "./http-connection.ts";

/** A request to the API: the path with its query, and what goes with it. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: string;
  readonly headers?: HeaderFields;
  readonly body?: { readonly contentType: string; readonly text: string };
  readonly signal?: AbortSignal;
  /**
   * Told of the text of the answer before it is parsed. When it gives true it has sent a request because of it, which
   * will then be under way while this process parses.
   */
  readonly onText?: (text: string) => boolean;
}

/**
 * Speaks to one API server with its credentials. Every failure is an `ApiError`; only a caller's own abort comes
 * through as the reason it gave.
 */
export interface Transport {
  /** Sends and gives the JSON of the answer. */
  send(request: ApiRequest): Promise<unknown>;
  /** Sends and gives the bytes of the answer as they come; ends with an `ApiError` when none came for `idleMs`. */
  stream(request: ApiRequest, idleMs: number): Promise<AsyncIterable<Uint8Array>>;
  /** Counts up when the kubeconfig comes to name another server: versions of before mean nothing to it. */
  generation(): number;
  /** Ends everything that is under way, at once. */
  close(): Promise<void>;
}
