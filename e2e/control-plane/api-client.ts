import { Agent, request } from "undici";
import { type ApiKind, toApiPath } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

const OK = 300;

/** What the tests do to the real API server by themselves, apart from Headwater: plain requests with a person's token. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string;
  readonly #agent: Agent;
  /** Apart: a watch holds its connection for good. */
  readonly #watches: Agent;

  constructor(url: string, ca: string, token: string, connections = 4) {
    this.#url = url;
    this.#token = token;
    this.#agent = new Agent({ connect: { ca }, connections, allowH2: false });
    this.#watches = new Agent({ connect: { ca }, allowH2: false });
  }

  async get<T>(path: string): Promise<T> {
    return (await this.send("GET", path)) as T;
  }

  async create(kind: ApiKind, object: object): Promise<RawObject> {
    const { metadata } = object as RawObject;
    const path = toApiPath(kind, metadata.namespace ?? null);
    return (await this.post(path, { apiVersion: toApiVersion(kind), kind: kind.kind, ...object })) as RawObject;
  }

  post(path: string, body: object): Promise<unknown> {
    return this.send("POST", path, body, "application/json");
  }

  async mergePatch(
    kind: ApiKind,
    namespace: string,
    name: string,
    patch: object,
    subresource?: "status",
  ): Promise<RawObject> {
    const path = `${toApiPath(kind, namespace, name)}${subresource === undefined ? "" : `/${subresource}`}`;
    return (await this.send("PATCH", path, patch, "application/merge-patch+json")) as RawObject;
  }

  async delete(kind: ApiKind, namespace: string, name: string): Promise<void> {
    await this.send("DELETE", toApiPath(kind, namespace, name));
  }

  /** Follows a kind from a version on; ends with the signal. Gives each event as it comes. */
  async *watch(kind: ApiKind, resourceVersion: string, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const path = `${toApiPath(kind, null)}?watch=1&resourceVersion=${resourceVersion}`;
    const { body, statusCode } = await request(`${this.#url}${path}`, {
      dispatcher: this.#watches,
      headers: { authorization: `Bearer ${this.#token}` },
      bodyTimeout: 0,
      signal,
    });
    if (statusCode !== 200) throw new Error(`GET ${path} answered ${statusCode}: ${await body.text()}`);
    let rest = "";
    for await (const chunk of body.setEncoding("utf8")) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield JSON.parse(line) as WatchEvent;
    }
  }

  /** Sends a request and gives the parsed body; throws with the answer where it is no success. */
  async send(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object, type = ""): Promise<unknown> {
    const answer = await request(`${this.#url}${path}`, {
      method,
      dispatcher: this.#agent,
      headers: { authorization: `Bearer ${this.#token}`, ...(body === undefined ? {} : { "content-type": type }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= OK) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
    return text.startsWith("{") ? JSON.parse(text) : text;
  }

  async close(): Promise<void> {
    await Promise.all([this.#agent.destroy(), this.#watches.destroy()]);
  }
}

export interface WatchEvent {
  readonly type: string;
  readonly object: unknown;
}

function toApiVersion({ group, version }: ApiKind): string {
  return group === "" ? version : `${group}/${version}`;
}
