import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CoreV1Api, CustomObjectsApi, KubeConfig } from "@kubernetes/client-node";
import { afterEach, describe, expect, it } from "vitest";
import { EVENT, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { startTestServer, type TestServer } from "./api-server.test-support.ts";
import { createApiServer } from "./api-server.ts";
import { writeKubeconfig } from "./kubeconfig.ts";
import { createTestStore, event, ks } from "./object-store.test-support.ts";

let server: TestServer | undefined;
afterEach(() => server?.close());

describe("createApiServer", () => {
  it("rejects when the port is taken", async () => {
    server = await startTestServer();
    const { store, clock } = createTestStore();
    const other = createApiServer({ store, clock, tokens: new Map() });
    await expect(other.listen(Number(new URL(server.url).port))).rejects.toThrow("EADDRINUSE");
  });

  it("asks its hook first, which may answer or cut the connection", async () => {
    server = await startTestServer({
      onRequest: async (request, response) => {
        if (request.url === "/busy") response.writeHead(429, { "Retry-After": "2" }).end();
        if (request.url === "/cut") request.socket.destroy();
        return request.url !== "/livez";
      },
    });
    expect((await server.call("/busy")).headers.get("retry-after")).toBe("2");
    await expect(server.call("/cut")).rejects.toThrow();
    expect((await server.call("/livez")).text).toBe("ok");
  });

  it("answers what goes wrong inside with a Status", async () => {
    server = await startTestServer({
      onRequest: () => {
        throw new Error("broken");
      },
    });
    const { status, body } = await server.call("/livez");
    expect(status).toBe(500);
    expect(body).toMatchObject({ reason: "InternalError", message: "Internal error occurred: broken" });
  });

  it("closes while connections are kept alive", async () => {
    server = await startTestServer();
    await server.call("/livez");
    await server.close();
    await expect(server.call("/livez")).rejects.toThrow();
  });

  it("is read by the official client through its kubeconfig", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("apps"));
    server.store.create(EVENT, event("e", "apps"));
    const folder = await mkdtemp(join(tmpdir(), "headwater-kubeconfig-"));
    try {
      const file = join(folder, "config");
      await writeKubeconfig(file, [
        { name: "demo", url: server.url, token: "alice-token", namespace: "flux-system" },
        { name: "demo-bob", url: server.url, token: "bob-token" },
      ]);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const config = new KubeConfig();
      config.loadFromFile(file);
      expect(config.getCurrentContext()).toBe("demo");
      expect(config.getContexts().map(({ name }) => name)).toEqual(["demo", "demo-bob"]);
      const { group, version, plural } = KUSTOMIZATION;
      const listed = await config
        .makeApiClient(CustomObjectsApi)
        .listCustomObjectForAllNamespaces({ group, version, resourcePlural: plural });
      expect(listed.items).toEqual(server.store.list(KUSTOMIZATION, null));
      const events = await config.makeApiClient(CoreV1Api).listNamespacedEvent({ namespace: "flux-system" });
      expect(events.items[0]?.involvedObject.name).toBe("apps");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
