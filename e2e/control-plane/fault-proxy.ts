import type { FaultyNetwork } from "#lib/cluster/faulty-network.test-support.ts";
import type { HttpConnection, HttpRequest } from "#lib/cluster/http-connection.ts";
import type { Random } from "#lib/cluster/seeded-random.test-support.ts";
import { openUndiciConnection } from "#lib/cluster/undici-connection.ts";
import { type FaultExchange, type FaultFront, type FaultProtocol, openFaultFront } from "./fault-front.ts";

export interface FaultProxyOptions {
  /** The API server behind; its certificate authority as PEM, null for plain HTTP. */
  readonly server: { readonly url: string; readonly ca: string | null };
  /** What the reader speaks to the proxy. */
  readonly protocol: FaultProtocol;
  /** Decides what goes wrong, and can heal it. */
  readonly network: FaultyNetwork;
  /** Decides how a connection breaks. */
  readonly random: Random;
  /** No page of a list has more objects, whatever is asked for, so that lists have pages to fail between. */
  readonly pageSize: number;
}

/**
 * An HTTP server before an API server, through which all that a faulty network does happens to real bytes on real
 * sockets. Who asks, and with what token, goes through as it comes.
 */
export class FaultProxy {
  readonly #options: FaultProxyOptions;
  readonly #behind: HttpConnection;
  readonly #through: HttpConnection;
  readonly #front: FaultFront;

  constructor(options: FaultProxyOptions) {
    const { url, ca } = options.server;
    this.#options = options;
    const tls = { ca, cert: null, key: null, serverName: null, verify: true };
    this.#behind = openUndiciConnection({ origin: new URL(url).origin, tls, proxyUrl: null });
    this.#through = options.network.connect(this.#behind);
    this.#front = openFaultFront(options.protocol, (exchange) => void this.#relay(exchange));
  }

  /** Listens on 127.0.0.1; gives the address, and the certificate authority (PEM) to trust, null without TLS. */
  listen(): Promise<{ readonly url: string; readonly ca: string | null }> {
    return this.#front.listen();
  }

  async close(): Promise<void> {
    await this.#front.close();
    await this.#behind.destroy();
  }

  async #relay(exchange: FaultExchange): Promise<void> {
    try {
      const { status, headers, body } = await this.#through.send(this.#toRequest(exchange));
      exchange.begin(status, Object.fromEntries(Object.entries(headers).filter(hasValue)));
      for await (const piece of body) await exchange.write(piece);
      exchange.end();
    } catch {
      if (!exchange.gone.aborted) exchange.break(this.#options.random);
    }
  }

  #toRequest({ method, url, headers, gone }: FaultExchange): HttpRequest {
    if (method !== "GET") throw new Error("Headwater's reader only reads");
    const { pathname, searchParams } = new URL(url, "http://proxy");
    if (searchParams.has("limit")) searchParams.set("limit", String(this.#options.pageSize));
    const query = searchParams.size === 0 ? "" : `?${searchParams}`;
    return {
      method,
      path: `${pathname}${query}`,
      headers,
      body: null,
      stream: searchParams.has("watch"),
      signal: gone,
    };
  }
}

function hasValue(field: [string, string | undefined]): field is [string, string] {
  return field[1] !== undefined;
}
