/** Header fields to send; a list is sent as one line each, which Impersonate-Group needs. */
export type HeaderFields = Readonly<Record<string, string | readonly string[]>>;

/** One HTTP request, all but where it goes. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PATCH";
  /** Path and query. */
  readonly path: string;
  readonly headers: HeaderFields;
  readonly body: string | null;
  /** An answer that stays open, as a watch's does: it must not take a connection from the short calls. */
  readonly stream: boolean;
  readonly signal: AbortSignal;
}

/** The head of an answer, names of the header in lower case, and the body as it comes (not decompressed). */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** A long-lived way to one server. `send` rejects with whatever the network gave; tests simulate this. */
export interface HttpConnection {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Takes no more requests; those under way may end. */
  close(): Promise<void>;
  /** Ends everything at once. */
  destroy(): Promise<void>;
}

/** What is known of a server's TLS from the kubeconfig. */
export interface TlsSettings {
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
  readonly serverName: string | null;
  readonly verify: boolean;
}

/** Where a connection leads and how it is secured; two that are equal in all parts can share one. */
export interface ConnectionTarget {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly tls: TlsSettings;
  readonly proxyUrl: string | null;
}
