import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSteering } from "./steering-server.ts";

let pushed = 0;
let steering: Awaited<ReturnType<typeof startSteering>>;
beforeEach(async () => {
  pushed = 0;
  steering = await startSteering([
    {
      id: "push",
      label: "Push a revision",
      run: () => {
        pushed++;
        return "Done.";
      },
    },
  ]);
});
afterEach(() => steering.close());

async function ask(method: string, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${steering.url.slice(0, -1)}${path}`, { method, headers });
  return { status: response.status, body: await response.json() };
}

describe("the steering", () => {
  it("tells what can be done, and does it", async () => {
    expect(await ask("GET", "/")).toEqual({
      status: 200,
      body: { actions: [{ id: "push", label: "Push a revision" }] },
    });
    expect(await ask("POST", "/push?now")).toEqual({ status: 200, body: { done: "Done." } });
    expect(pushed).toBe(1);
  });

  it.each([
    ["GET", "/push"],
    ["POST", "/other"],
    ["POST", "/"],
    ["GET", "//"],
    ["DELETE", "/push"],
  ])("does not know %s %s, and does nothing", async (method, path) => {
    expect((await ask(method, path)).status).toBe(404);
    expect(pushed).toBe(0);
  });

  it("refuses what a page of another site sends", async () => {
    expect((await ask("POST", "/push", { Origin: "https://elsewhere.example" })).status).toBe(403);
    expect(pushed).toBe(0);
  });
});
