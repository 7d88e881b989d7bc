import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { startDemo } from "./start-demo.ts";

const START = fileURLToPath(new URL("../lib/server/start.mjs", import.meta.url));

test("ends within 5 s of SIGTERM, also while a stream is open", async () => {
  const demo = await startDemo();
  const stream = await fetch(`${demo.url}/api/graph/stream`);
  const reader = stream.body?.getReader();
  await reader?.read();
  const asked = Date.now();
  const ended = demo.stop();
  for (let done = false; !done; ) done = (await reader?.read().catch(() => ({ done: true })))?.done ?? true;
  await ended;
  expect(Date.now() - asked).toBeLessThan(5_000);
});

test("says that a port is taken, and ends with 1", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { status, stderr } = spawnSync(process.execPath, [START], {
    env: { ...process.env, PORT: String(port) },
    encoding: "utf8",
  });
  taken.close();
  expect(status).toBe(1);
  expect(stderr).toContain(`Port ${port} is taken`);
});
