import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEarly } from "./start-early.ts";

const KEY = "headwaterStartEarlyTest";
const told = globalThis as { [KEY]?: string[] };

let root = "";

function build(code: string): void {
  const folder = join(root, ".next", "server");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "instrumentation.js"), code);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "headwater-early-"));
  told[KEY] = [];
});

afterEach(() => {
  rmSync(root, { recursive: true });
  delete told[KEY];
});

describe("startEarly", () => {
  it("calls what the build registers, and waits for it", async () => {
    build(`exports.register = async () => { await null; globalThis.${KEY}.push(process.env.NEXT_RUNTIME); };`);
    await startEarly(root);
    expect(told[KEY]).toEqual(["nodejs"]);
  });

  it("takes a module that comes later, as the bundler's may", async () => {
    build(`module.exports = Promise.resolve({ register: async () => { globalThis.${KEY}.push("later"); } });`);
    await startEarly(root);
    expect(told[KEY]).toEqual(["later"]);
  });

  it("tells what went wrong at the start", async () => {
    build(`exports.register = async () => { throw new Error("PORT is no number"); };`);
    await expect(startEarly(root)).rejects.toThrow("PORT is no number");
  });

  it.each([
    ["there is no such file", null],
    ["the build registers nothing", "exports.other = 1;"],
  ])("leaves it to Next where %s", async (_, code) => {
    if (code !== null) build(code);
    await startEarly(root);
    expect(told[KEY]).toEqual([]);
  });
});
