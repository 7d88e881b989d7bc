import { afterEach, describe, expect, it } from "vitest";
import { problemDetailsSchema } from "#lib/api/problem-details.ts";
import { ApiError } from "#lib/cluster/api-error.ts";
import { answer, refuseAllBut } from "./answer.ts";
import { toMe } from "./me.ts";
import { HttpProblem } from "./problem.ts";
import { checkReadiness } from "./readiness.ts";
import { FakeReader, startTestRuntime } from "./runtime.test-support.ts";
import type { Runtime } from "./runtime.ts";

const KEY = Symbol.for("headwater.runtime");
const holder = globalThis as { [KEY]?: Runtime };

function use(environment: Record<string, string> = {}, reader = new FakeReader()) {
  const stage = startTestRuntime(environment, [reader]);
  holder[KEY] = stage.runtime;
  return stage;
}

function get(host = "127.0.0.1:3000"): Request {
  return new Request("http://127.0.0.1:3000/api/me", { headers: { host } });
}

afterEach(() => {
  delete holder[KEY];
});

describe("answer", () => {
  it.each<[number, string, unknown]>([
    [422, "what a handler says", new HttpProblem(422, "It cannot be done.", "Do another thing.")],
    [404, "what the cluster does not know", new ApiError("not-found", "There is no such thing.", { fix: "Look." })],
    [409, "a conflict", new ApiError("conflict", "It has changed.", { fix: "Again." })],
    [502, "a cluster that does not answer", new ApiError("unreachable", "No answer.", { fix: "Is it up?" })],
  ])("tells %i as problem JSON: %s", async (status, _what, error) => {
    use();
    const response = await answer(get(), () => Promise.reject(error));
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const problem = problemDetailsSchema.parse(await response.json());
    expect(problem).toMatchObject({ status, detail: (error as Error).message, fix: (error as HttpProblem).fix });
    expect(response.status).toBe(status);
  });

  it("tells nothing of what went wrong inside", async () => {
    use();
    const response = await answer(get(), () => {
      throw new TypeError("secret is not a function");
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/secret|at .*:\d+/);
  });

  it("gives nothing to a name that was made to mean this machine", async () => {
    use();
    expect((await answer(get("evil.example"), () => new Response("graph"))).status).toBe(403);
    expect((await answer(get("localhost:3000"), () => new Response("graph"))).status).toBe(200);
    use({ HOSTNAME: "0.0.0.0" });
    expect((await answer(get("10.0.0.5"), () => new Response("graph"))).status).toBe(200);
  });
});

it("refuses the methods that a path does not have, and names those that it has", async () => {
  const { PUT } = refuseAllBut("GET", "POST");
  const response = PUT();
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, POST");
  expect(problemDetailsSchema.parse(await response.json()).detail).toBe("This path takes GET and POST only.");
});

describe("GET /api/readyz", () => {
  it.each([
    ["connecting", 503],
    ["live", 200],
    ["disconnected", 200],
    ["stale", 200],
  ] as const)("while a cluster is %s: %i", async (connection, status) => {
    const reader = new FakeReader();
    reader.setStatus({ connection });
    use({}, reader);
    const response = await answer(get(), checkReadiness);
    expect(response.status).toBe(status);
    if (status === 503) expect((await response.json()).detail).toBe("Still reading test.");
  });
});

describe("GET /api/me", () => {
  it("says what one may do here, and why not", () => {
    expect(toMe(use().runtime)).toMatchObject({ mode: "local", may: { act: true, why: "" }, demo: false });
    const shared = toMe(use({ HOSTNAME: "0.0.0.0", HEADWATER_DEMO_URL: "http://127.0.0.1:1" }).runtime);
    expect(shared).toMatchObject({
      mode: "shared",
      may: { act: false, why: expect.stringContaining("HEADWATER_ACTIONS") },
      demo: true,
    });
  });
});
