import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ApiError } from "#lib/cluster/api-error.ts";
import { createTransport } from "#lib/cluster/create-transport.ts";
import { loadKubeContext } from "#lib/cluster/kubeconfig.ts";
import type { KubernetesApi } from "#lib/cluster/kubernetes-api.ts";
import { createKubernetesClient } from "#lib/cluster/kubernetes-client.ts";
import { openUndiciConnection } from "#lib/cluster/undici-connection.ts";
import type { WatchEvent } from "#lib/cluster/watch-event.ts";
import { openWatch } from "#lib/cluster/watch-stream.ts";
import type { OpenContractServer } from "#lib/emulator/contract/contract-server.test-support.ts";
import { findThrottled, useSuite } from "#lib/emulator/contract/suite.test-support.ts";
import { buildKubeconfig } from "#lib/emulator/kubeconfig.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { GIT_REPOSITORY } from "#lib/flux/kinds.ts";

const OTHER_UID = "11111111-2222-4333-8444-555555555555";
const REVIEW = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

/** Headwater's own client, from a kubeconfig on: that it understands what the server says. */
export function describeClusterClient(name: string, open: OpenContractServer): void {
  describe(`the client with ${name}`, () => {
    const suite = useSuite(open);
    let folder: string;
    const clients: { close(): Promise<void> }[] = [];
    afterAll(async () => {
      for (const client of clients) await client.close();
      rmSync(folder, { recursive: true });
    });

    function connect(token: string) {
      const file = join(folder, `kubeconfig-${clients.length}`);
      const { url, ca } = suite.server;
      writeFileSync(file, buildKubeconfig([{ name: "contract", url, ca, token }]), { mode: 0o600 });
      const transport = createTransport({
        load: () => loadKubeContext({ kubeconfigPath: file, env: {}, home: null }, null),
        connect: openUndiciConnection,
        clock: createSystemClock(globalThis),
      });
      clients.push(transport);
      return { transport, api: createKubernetesClient(transport) };
    }
    let admin: ReturnType<typeof connect>;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "headwater-client-"));
      admin = connect(suite.server.people.admin.token);
    });

    it("reads objects and pages", async () => {
      const created = await suite.create("a");
      for (const other of ["b", "c"]) await suite.create(other);
      const object = await admin.api.get(GIT_REPOSITORY, suite.namespace, "a");
      expect(object).toMatchObject({
        kind: "GitRepository",
        spec: created.spec,
        metadata: { uid: created.metadata.uid },
      });
      const first = await admin.api.list(GIT_REPOSITORY, suite.namespace, { limit: 2 });
      const rest = await admin.api.list(GIT_REPOSITORY, suite.namespace, { continueToken: first.continueToken ?? "" });
      expect([...first.items, ...rest.items].map(({ metadata }) => metadata.name)).toEqual(["a", "b", "c"]);
      expect(rest.resourceVersion).toBe(first.resourceVersion);
      expect(rest.continueToken).toBeNull();
    });

    it("patches under its own name, and only tries in a dry run", async () => {
      const before = await suite.create("patched");
      const suspend = { spec: { suspend: true } };
      const tried = await admin.api.mergePatch(GIT_REPOSITORY, suite.namespace, "patched", suspend, { dryRun: true });
      expect(tried).toMatchObject({ spec: { suspend: true } });
      expect(await suite.read("patched")).toEqual(before);
      await admin.api.mergePatch(GIT_REPOSITORY, suite.namespace, "patched", suspend);
      expect((await suite.read("patched")).metadata["managedFields"]).toContainEqual(
        expect.objectContaining({ manager: "headwater", fieldsV1: { "f:spec": { "f:suspend": {} } } }),
      );
    });

    it("asks what it may do", async () => {
      const { viewer } = suite.server.people;
      const rights = { verb: "patch", group: GIT_REPOSITORY.group, resource: GIT_REPOSITORY.plural };
      const ask = (client: KubernetesApi) => client.create(REVIEW, { spec: { resourceAttributes: rights } });
      expect(await ask(admin.api)).toMatchObject({ status: { allowed: true } });
      expect(await ask(connect(viewer.token).api)).toMatchObject({ status: { allowed: false } });
    });

    it("tells failures apart", async () => {
      const { people } = suite.server;
      await suite.create("failing");
      const patch = (metadata: object) =>
        admin.api.mergePatch(GIT_REPOSITORY, suite.namespace, "failing", { metadata });
      const list = (client: KubernetesApi) => client.list(GIT_REPOSITORY, null);
      await expect(list(connect("wrong").api)).rejects.toMatchObject({ kind: "unauthorized", status: 401 });
      await expect(list(connect(people.nobody.token).api)).rejects.toMatchObject({ kind: "forbidden", status: 403 });
      await expect(admin.api.get(GIT_REPOSITORY, suite.namespace, "none")).rejects.toMatchObject({
        kind: "not-found",
        status: 404,
      });
      await expect(admin.api.list({ ...GIT_REPOSITORY, version: "v9" }, null)).rejects.toMatchObject({
        kind: "not-found",
      });
      await expect(patch({ resourceVersion: "1" })).rejects.toMatchObject({ kind: "conflict", status: 409 });
      await expect(patch({ uid: OTHER_UID })).rejects.toMatchObject({
        kind: "invalid",
        status: 422,
        message: expect.stringContaining("metadata.uid: Invalid value"),
      });
      const refused = await findThrottled(
        suite.server,
        (path) => admin.transport.send({ method: "GET", path }).catch((error: unknown) => error),
        (answer) => answer instanceof ApiError,
      );
      expect(refused).toMatchObject({ kind: "throttled", status: 429, retryAfterSeconds: 1 });
    }, 30_000);

    it("knows a forgotten page for gone", async () => {
      const { continueToken, resourceVersion } = await admin.api.list(GIT_REPOSITORY, null, { limit: 1 });
      const next = { limit: 1, continueToken: continueToken ?? "" };
      expect(next.continueToken, `a second page at ${resourceVersion}`).not.toBe("");
      await suite.create("meanwhile");
      await suite.server.compact();
      await vi.waitFor(
        () => expect(admin.api.list(GIT_REPOSITORY, null, next)).rejects.toMatchObject({ kind: "gone", status: 410 }),
        { timeout: 30_000, interval: 250 },
      );
    }, 60_000);

    it("follows a watch to its end, and hears that a version is forgotten", async () => {
      await suite.server.compact();
      const from = (await admin.api.list(GIT_REPOSITORY, suite.namespace)).resourceVersion;
      const closing = new AbortController();
      const watch = (resourceVersion: string, signal: AbortSignal) =>
        openWatch(admin.transport, {
          kind: GIT_REPOSITORY,
          namespace: suite.namespace,
          resourceVersion,
          random: () => 0,
          signal,
        });
      const events = await watch(from, closing.signal);
      const iterator = events[Symbol.asyncIterator]();
      const created = await suite.create("watched", { spec: { ref: { branch: "x".repeat(600_000) } } });
      expect(await nextOf(iterator)).toMatchObject({
        type: "applied",
        version: created.metadata.resourceVersion,
        object: { metadata: { name: "watched", uid: created.metadata.uid }, spec: created.spec },
      });
      await suite.client.call("DELETE", suite.path("watched"));
      expect(await nextOf(iterator)).toMatchObject({ type: "deleted", object: { metadata: { name: "watched" } } });
      closing.abort();
      await expect(nextOf(iterator)).rejects.toThrow();

      const forgotten = (await watch("1", new AbortController().signal))[Symbol.asyncIterator]();
      expect(await nextOf(forgotten)).toMatchObject({ type: "error", code: 410 });
      expect(await nextOf(forgotten)).toBeUndefined();
    });
  });
}

async function nextOf(events: AsyncIterator<WatchEvent>): Promise<WatchEvent | undefined> {
  const { done, value } = await events.next();
  return done ? undefined : value;
}
