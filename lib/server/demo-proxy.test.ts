import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { post } from "./actions/request.test-support.ts";
import { forwardToDemo } from "./demo-proxy.ts";
import { HttpProblem } from "./problem.ts";
import { startTestRuntime } from "./runtime.test-support.ts";

const seen: string[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    seen.push(`${request.method} ${request.url} ${body}`);
    response.writeHead(request.url === "/break" ? 409 : 200, { "Content-Type": "application/problem+json" });
    response.end('{"done":true}');
  });
});
let url = "";

beforeEach(async () => {
  seen.length = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const statusOf = (error: unknown) => (error instanceof HttpProblem ? error.status : 500);

describe("the steering of the demo", () => {
  it("is passed on, answer and all; a POST without a body, too", async () => {
    const { runtime } = startTestRuntime({ HEADWATER_DEMO_URL: url });
    const bare = post("", { "content-type": null, origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" });
    expect((await forwardToDemo(runtime, bare, ["push"])).status).toBe(200);
    const broken = await forwardToDemo(runtime, post({ what: 1 }), ["break"]);
    expect(broken.status).toBe(409);
    expect(broken.headers.get("content-type")).toBe("application/problem+json");
    expect(await broken.json()).toEqual({ done: true });
    await forwardToDemo(runtime, new Request("http://127.0.0.1:3000/api/demo"), []);
    expect(seen).toEqual(["POST /push ", 'POST /break {"what":1}', "GET / "]);
  });

  it("cannot be led to another server", async () => {
    const { runtime } = startTestRuntime({ HEADWATER_DEMO_URL: url });
    for (const path of [["//evil.example"], ["..", "x"], ["http://evil.example/"]]) {
      await forwardToDemo(runtime, new Request("http://127.0.0.1:3000/api/demo"), path);
    }
    expect(seen).toHaveLength(3);
  });

  it("does not exist where there is no demo", async () => {
    const { runtime } = startTestRuntime();
    expect(await forwardToDemo(runtime, post({}), ["push"]).catch(statusOf)).toBe(404);
  });

  it("is guarded like an action", async () => {
    const { runtime } = startTestRuntime({ HEADWATER_DEMO_URL: url });
    const foreign = post({}, { origin: "https://evil.example" });
    expect(await forwardToDemo(runtime, foreign, ["push"]).catch(statusOf)).toBe(403);
    expect(seen).toEqual([]);
  });

  it("says so when the demo does not answer", async () => {
    const { runtime } = startTestRuntime({ HEADWATER_DEMO_URL: "http://127.0.0.1:1" });
    expect(await forwardToDemo(runtime, post({}), ["push"]).catch(statusOf)).toBe(502);
  });
});
