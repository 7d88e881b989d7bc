import { afterAll, beforeAll } from "vitest";
import { type ContractAnswer, ContractClient, type Json } from "./contract-client.test-support.ts";
import type { ContractServer, OpenContractServer } from "./contract-server.test-support.ts";

export const GROUP = "source.toolkit.fluxcd.io";
export const ALL_REPOSITORIES = `/apis/${GROUP}/v1/gitrepositories`;
/** How errors name the resource. */
export const QUALIFIED = `gitrepositories.${GROUP}`;
/** How errors name the kind. */
export const QUALIFIED_KIND = `GitRepository.${GROUP}`;

/** A server, a client and two namespaces for a group of tests. */
export interface Suite {
  readonly server: ContractServer;
  readonly client: ContractClient;
  readonly namespace: string;
  readonly otherNamespace: string;
  /** The path of the namespace's repositories, or of one of them. */
  path(name?: string): string;
  otherPath(name?: string): string;
  eventsPath(name?: string): string;
  /** Creates a repository and gives it as it is stored. Throws when the server does not take it. */
  create(name: string, more?: { readonly metadata?: object; readonly spec?: object }): Promise<StoredObject>;
  read(name: string): Promise<StoredObject>;
}

export interface StoredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation: number;
    readonly creationTimestamp: string;
    readonly [key: string]: unknown;
  };
  readonly spec: Json;
  readonly status: Json;
}

/** Opens a server for the tests around it. What it gives may be used within tests and hooks alone. */
export function useSuite(open: OpenContractServer): Suite {
  let server: ContractServer;
  let client: ContractClient;
  let namespace: string;
  let otherNamespace: string;
  beforeAll(async () => {
    server = await open();
    client = new ContractClient(server);
    namespace = await server.makeNamespace();
    otherNamespace = await server.makeNamespace();
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });
  return {
    get server() {
      return server;
    },
    get client() {
      return client;
    },
    get namespace() {
      return namespace;
    },
    get otherNamespace() {
      return otherNamespace;
    },
    path: (name) => toPath(namespace, name),
    otherPath: (name) => toPath(otherNamespace, name),
    eventsPath: (name) => `/api/v1/namespaces/${namespace}/events${name === undefined ? "" : `/${name}`}`,
    create: async (name, more) => toStored(await client.post(toPath(namespace), buildRepository(name, more)), 201),
    read: async (name) => toStored(await client.get(toPath(namespace, name)), 200),
  };
}

function toPath(namespace: string, name?: string): string {
  return `/apis/${GROUP}/v1/namespaces/${namespace}/gitrepositories${name === undefined ? "" : `/${name}`}`;
}

const THROTTLE_ATTEMPTS = 20;

/** Asks for paths that are likely to be throttled until one is. Throws when none was. */
export async function findThrottled<Answer>(
  server: ContractServer,
  ask: (path: string) => Promise<Answer>,
  isThrottled: (answer: Answer) => boolean,
): Promise<Answer> {
  for (let attempt = 0; attempt < THROTTLE_ATTEMPTS; attempt++) {
    const answer = await ask(await server.makeThrottledPath());
    if (isThrottled(answer)) return answer;
  }
  throw new Error("the server has not asked to wait");
}

/** A GitRepository as one sends it. */
export function buildRepository(name: string, more: { readonly metadata?: object; readonly spec?: object } = {}): Json {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: "GitRepository",
    metadata: { name, ...more.metadata },
    spec: { url: "https://git.example.com/fleet", interval: "1m", ...more.spec },
  };
}

/** The object of an answer. Throws, with what the server said, when the status is another. */
export function toStored({ status, text, body }: ContractAnswer, expected = 200): StoredObject {
  if (status !== expected) throw new Error(`expected ${expected}, got ${status}: ${text}`);
  return body as unknown as StoredObject;
}

/** The body of a failure. */
export function failure(code: number, reason: string | null, message: unknown, details?: object): object {
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message,
    ...(reason === null ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    code,
  };
}

/** `details` of a failure that is about one repository, or about the resource. */
export function about(name?: string, kind = "gitrepositories"): object {
  return { ...(name === undefined ? {} : { name }), group: GROUP, kind };
}
