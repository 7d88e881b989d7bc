import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isBuildOutdated } from "./build.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "headwater-build-"));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, seconds: number): void {
  const full = path.join(root, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, "");
  utimesSync(full, seconds, seconds);
}

describe("isBuildOutdated", () => {
  it("is, where there is no build", () => {
    expect(isBuildOutdated(root)).toBe(true);
  });

  it.each([
    ["app/page.tsx", true],
    ["app/api/[[...rest]]/route.ts", true],
    ["components/graph/card.tsx", true],
    ["lib/server/runtime.ts", true],
    ["next.config.mjs", true],
    ["package-lock.json", true],
    ["lib/server/runtime.test.ts", false],
    ["lib/server/runtime.test-support.ts", false],
    ["lib/emulator/api-server.ts", false],
    ["next-env.d.ts", false],
    ["README.md", false],
  ])("after a change of %s: %s", (file, outdated) => {
    write("app/page.tsx", 100);
    write(".next/BUILD_ID", 200);
    expect(isBuildOutdated(root)).toBe(false);
    write(file, 300);
    expect(isBuildOutdated(root)).toBe(outdated);
  });
});
