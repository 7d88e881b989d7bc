import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "#lib/emulator/api-server.test-support.ts";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";

import { blockedBy, ks } from "#lib/flux/builders.test-support.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { openCluster } from "./open-cluster.ts";
import { createFolder } from "./run-cli.test-support.ts";
import { runHeadwater } from "./run-headwater.ts";
import { createPaint, type Terminal } from "./terminal.ts";

let server: TestServer | null = null;
const folder = createFolder({ empty: "" });
afterEach(async () => {
  await server?.close();
  server = null;
});

afterAll(() => folder.remove());

/** Runs a command line by the real way to a cluster. */
async function run(words: readonly string[], env: Record<string, string>) {
  const written: string[] = [];
  const terminal: Terminal = {
    out: (text) => written.push(text),
    err: (text) => written.push(text),
    env,
    home: null,
    folder: folder.path,
    isTerminal: false,
    columns: 80,
  };
  const clock = createSystemClock(globalThis);
  const code = await runHeadwater(words, { terminal, paint: createPaint(terminal), clock, openCluster, version: "1" });
  return { code, text: written.join("") };
}

describe("openCluster", () => {
  it("reads an API server by a kubeconfig, by KUBECONFIG and by a context's name", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("db", { ready: { status: "False", reason: "BuildFailed", message: "no" } }));
    server.store.create(KUSTOMIZATION, ks("web", { dependsOn: ["db"], ready: blockedBy("default/db") }));
    const kubeconfig = join(folder.path, "kubeconfig");
    const other = { name: "other", url: "http://127.0.0.1:1", token: "x" };
    await writeKubeconfig(kubeconfig, [other, { name: "test", url: server.url, token: "alice-token" }]);
    expect(await run(["why", "web", "--context", "test"], { KUBECONFIG: kubeconfig })).toMatchObject({ code: 0 });
    const { code, text } = await run(["graph", "live:test", "--kubeconfig", kubeconfig, "-o", "json"], {});
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ clusters: [{ id: "test" }], counts: { missing: 0 } });

    const refused = await run(["why", "web"], { KUBECONFIG: kubeconfig });
    expect(refused.code).toBe(2);
    expect(refused.text).toContain("127.0.0.1:1");
  });

  it.each([
    [["graph"], {}, /No kubeconfig was found/],
    [["graph", "--kubeconfig", "/nowhere"], {}, /\/nowhere/],
    [["graph", "--context", "gone"], { KUBECONFIG: join(folder.path, "other") }, /There is no context "gone"/],
  ])("says of %j with %j what to do", async (words, env, message) => {
    await writeKubeconfig(join(folder.path, "other"), [{ name: "here", url: "http://127.0.0.1:1", token: "x" }]);
    const { code, text } = await run(words, env);
    expect(code).toBe(2);
    expect(text).toMatch(message);
  });
});
