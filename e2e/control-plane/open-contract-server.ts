import { randomUUID } from "node:crypto";
import { expect, vi } from "vitest";
import { CAROL, toGrants, toRbacObjects } from "#lib/emulator/contract/contract-rights.test-support.ts";
import type { ContractPerson, ContractServer } from "#lib/emulator/contract/contract-server.test-support.ts";
import { EVENT, GIT_REPOSITORY, toApiPath, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { ApiClient } from "./api-client.ts";
import type { ControlPlaneAddress } from "./control-plane.ts";
import { toNamespace } from "./grant-permissions.ts";
import { PEOPLE, type PersonName } from "./people.ts";
import { compact } from "./start-api-server.ts";

const CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
const PATIENCE = { timeout: 20_000, interval: 100 };

/** The real API server under contract: with rights that stay, and namespaces and kinds of the suite's own, which `close` takes away. */
export async function openContractServer({ url, ca, tokens, etcdUrl }: ControlPlaneAddress): Promise<ContractServer> {
  const client = new ApiClient(url, ca, tokens.admin);
  const cleanUps: (() => Promise<unknown>)[] = [];
  const toPerson = (name: PersonName): ContractPerson => ({ ...PEOPLE[name], token: tokens[name] });
  const people = {
    admin: toPerson("admin"),
    viewer: toPerson("viewer"),
    impersonator: toPerson("narrow"),
    nobody: toPerson("outsider"),
  };
  for (const { path, body } of toGrants(people).flatMap(toRbacObjects)) await putInPlace(client, path, body);
  await vi.waitFor(() => checkGranted(client, people.impersonator.user), PATIENCE);
  for (const kind of WATCHED_KINDS) await waitUntilStored(client, toApiPath(kind, null));

  return {
    url,
    ca,
    people,
    async makeNamespace(given) {
      const name = given === undefined ? `contract-${randomUUID().slice(0, 8)}` : `${given.of}${given.suffix}`;
      await client.post("/api/v1/namespaces", toNamespace(name));
      cleanUps.push(() => clearNamespace(client, name));
      return name;
    },
    compact: () => compact(etcdUrl),
    pass: () => undefined,
    async makeRestingPath() {
      const path = await defineKind(client, cleanUps);
      await waitUntilStored(client, path);
      return path;
    },
    // The first request to a new kind finds its storage starting.
    makeThrottledPath: () => defineKind(client, cleanUps),
    async close() {
      for (const cleanUp of cleanUps) await cleanUp();
      await client.close();
    },
  };
}

/** Waits until a kind is answered otherwise than with 429, as it is while its storage starts. */
async function waitUntilStored(client: ApiClient, path: string): Promise<void> {
  await vi.waitFor(() => client.get(`${path}?limit=1`), PATIENCE);
}

/** Takes away what was put into a namespace; nobody is there to finish what finalizers hold. */
async function clearNamespace(client: ApiClient, namespace: string): Promise<void> {
  const { items } = await client.get<{ readonly items: readonly RawObject[] }>(toApiPath(GIT_REPOSITORY, namespace));
  for (const { metadata } of items) {
    if (metadata["finalizers"] !== undefined) {
      await client.mergePatch(GIT_REPOSITORY, namespace, metadata.name, { metadata: { finalizers: null } });
    }
  }
  for (const path of [
    toApiPath(GIT_REPOSITORY, namespace),
    toApiPath(EVENT, namespace),
    `/api/v1/namespaces/${namespace}`,
  ]) {
    await client.send("DELETE", path);
  }
}

/** RBAC hears of new roles a moment later. */
async function checkGranted(client: ApiClient, user: string): Promise<void> {
  const resourceAttributes = { verb: "impersonate", resource: "users", name: CAROL };
  const answer = await client.post(REVIEWS, { spec: { user, resourceAttributes } });
  expect(answer).toMatchObject({ status: { allowed: true } });
}

/** Several suites share the rights. */
async function putInPlace(client: ApiClient, path: string, body: object): Promise<void> {
  await client.post(path, body).catch((error: unknown) => {
    if (!String(error).includes('"AlreadyExists"')) throw error;
  });
}

/** Defines a kind that nobody else knows, and gives its path once it is served. */
async function defineKind(client: ApiClient, cleanUps: (() => Promise<unknown>)[]): Promise<string> {
  const plural = `probes${randomUUID().slice(0, 8)}`;
  const group = "contract.headwater.example";
  const schema = { openAPIV3Schema: { type: "object" } };
  await client.post(CRDS, {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: "Namespaced",
      names: { plural, singular: plural, kind: `Probe${plural}` },
      versions: [{ name: "v1", served: true, storage: true, schema }],
    },
  });
  cleanUps.push(() => client.send("DELETE", `${CRDS}/${plural}.${group}`));
  // It must be served before it is asked for, else it is not found; its version is among those of the group by then.
  await vi.waitFor(async () => {
    const { resources } = await client.get<{ readonly resources: readonly object[] }>(`/apis/${group}/v1`);
    expect(resources).toContainEqual(expect.objectContaining({ name: plural }));
  }, PATIENCE);
  return `/apis/${group}/v1/${plural}`;
}
