import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { expect, vi } from "vitest";
import { toGrants, toRbacObjects } from "#lib/emulator/contract/contract-rights.test-support.ts";
import type { ContractPerson, ContractServer } from "#lib/emulator/contract/contract-server.test-support.ts";
import { toApiPath, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { ApiClient } from "./api-client.ts";
import type { ControlPlaneAddress } from "./control-plane.ts";
import { toNamespace } from "./grant-permissions.ts";
import { PEOPLE, type PersonName } from "./people.ts";
import { compact } from "./start-api-server.ts";

const CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const ATTEMPTS = 50;

interface Definition {
  readonly status?: { readonly conditions?: readonly object[] };
}

/** The real API server under contract: with rights, namespaces and kinds of the suite's own, which `close` takes away. */
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
  for (const kind of WATCHED_KINDS) await waitUntilStored(client, toApiPath(kind, null));

  return {
    url,
    ca,
    people,
    async makeNamespace() {
      const name = `contract-${randomUUID().slice(0, 8)}`;
      await client.post("/api/v1/namespaces", toNamespace(name));
      const repositories = `/apis/source.toolkit.fluxcd.io/v1/namespaces/${name}/gitrepositories`;
      cleanUps.push(
        () => client.send("DELETE", repositories),
        () => client.send("DELETE", `/api/v1/namespaces/${name}/events`),
        () => client.send("DELETE", `/api/v1/namespaces/${name}`),
      );
      return name;
    },
    compact: () => compact(etcdUrl),
    pass: () => undefined,
    makeThrottledPath: () => makeThrottledPath(client, cleanUps),
    async close() {
      for (const cleanUp of cleanUps) await cleanUp();
      await client.close();
    },
  };
}

/** The first request to a new kind is answered with 429. */
async function waitUntilStored(client: ApiClient, path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.get(`${path}?limit=1`);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await setTimeout(100);
    }
  }
}

/** Several suites share the rights. */
async function putInPlace(client: ApiClient, path: string, body: object): Promise<void> {
  await client.post(path, body).catch((error: unknown) => {
    if (!String(error).includes('"AlreadyExists"')) throw error;
  });
}

/** A kind that has just been defined is answered with 429 by the first request to it, while its storage starts. */
async function makeThrottledPath(client: ApiClient, cleanUps: (() => Promise<unknown>)[]): Promise<string> {
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
  // It must be served before it is asked for, else it is not found.
  await vi.waitFor(async () => {
    const { status } = await client.get<Definition>(`${CRDS}/${plural}.${group}`);
    expect(status?.conditions).toContainEqual(expect.objectContaining({ type: "Established", status: "True" }));
  });
  return `/apis/${group}/v1/${plural}`;
}
