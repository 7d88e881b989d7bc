import { Agent, type Dispatcher, request } from "undici";
import type { ContractPerson, ContractServer } from "./contract-server.test-support.ts";
import { ContractWatch } from "./contract-watch.test-support.ts";

/** A JSON object as tests look into it. */
export type Json = { readonly [key: string]: unknown };

export interface ContractAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body's own bytes, compressed as they came. */
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as JSON; empty when it is none. */
  readonly body: Json;
}

export interface ContractRequest {
  /** Null sends no credentials. */
  readonly person?: ContractPerson | { readonly token: string } | null;
  /** Name after name, value after value; a name may come more than once. */
  readonly headers?: readonly string[];
  /** Text is sent as it is. */
  readonly body?: unknown;
  readonly type?: string;
}

export const MERGE_PATCH = "application/merge-patch+json";

/** Speaks to a server under contract, as its admin unless told otherwise; answers of any status are given, not thrown. */
export class ContractClient {
  readonly #server: ContractServer;
  readonly #agent: Agent;

  constructor(server: ContractServer) {
    this.#server = server;
    this.#agent = new Agent({ connect: server.ca === null ? {} : { ca: server.ca }, allowH2: false });
  }

  async call(method: Dispatcher.HttpMethod, path: string, options: ContractRequest = {}): Promise<ContractAnswer> {
    const { statusCode, headers, body } = await this.#send(method, path, options);
    const bytes = Buffer.from(await body.arrayBuffer());
    const text = bytes.toString();
    return { status: statusCode, headers, bytes, text, body: parseBody(text) };
  }

  get(path: string, options: ContractRequest = {}): Promise<ContractAnswer> {
    return this.call("GET", path, options);
  }

  post(path: string, body: unknown, options: ContractRequest = {}): Promise<ContractAnswer> {
    return this.call("POST", path, { body, ...options });
  }

  patch(path: string, body: unknown, options: ContractRequest = {}): Promise<ContractAnswer> {
    return this.call("PATCH", path, { body, type: MERGE_PATCH, ...options });
  }

  /** Opens a watch; the promise settles when the server has answered. */
  async watch(path: string, options: ContractRequest = {}): Promise<ContractWatch> {
    const { statusCode, body } = await this.#send("GET", path, options);
    return new ContractWatch(statusCode, body);
  }

  /** Cuts the connections. */
  close(): Promise<void> {
    return this.#agent.destroy();
  }

  #send(method: Dispatcher.HttpMethod, path: string, { person, headers = [], body, type }: ContractRequest) {
    const { token = null } = person === undefined ? this.#server.people.admin : (person ?? {});
    return request(`${this.#server.url}${path}`, {
      method,
      dispatcher: this.#agent,
      bodyTimeout: 0,
      headers: [
        ...(headers.includes("User-Agent") ? [] : ["User-Agent", "contract/1.0"]),
        ...(token === null ? [] : ["Authorization", `Bearer ${token}`]),
        ...(body === undefined ? [] : ["Content-Type", type ?? "application/json"]),
        ...headers,
      ],
      body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
    });
  }
}

function parseBody(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
