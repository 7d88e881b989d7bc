import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { createFolder, manifestOf } from "./run-cli.test-support.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const folder = createFolder({ "a.yaml": manifestOf("a", ["gone"]), "good/b.yaml": "kind: ConfigMap\n" });
afterAll(() => folder.remove());

function run(script: string): string {
  const env = { ...process.env, NODE: process.execPath, MAIN };
  return spawnSync("sh", ["-c", script], { cwd: folder.path, encoding: "utf8", env }).stderr;
}

describe("the process of headwater", { timeout: 20_000 }, () => {
  it.each([
    ["what it found", "lint .", "exit 1"],
    ["that nothing was found", "lint good", "exit 0"],
  ])("tells by its exit code %s, though nobody reads on", (_, words, expected) => {
    expect(run(`{ "$NODE" "$MAIN" ${words}; echo "exit $?" >&2; } | true`)).toContain(expected);
  });

  it("reads manifests from its standard input", () => {
    const told = run('"$NODE" "$MAIN" lint - < a.yaml >&2; echo "exit $?" >&2');
    expect(told).toContain("exit 1");
    expect(told).toMatch(/^-\n[\s\S]*^ +18 {2}error {4}flux-system\/a depends on flux-system\/gone/m);
    expect(run('"$NODE" "$MAIN" lint - < /dev/null; echo "exit $?" >&2')).toContain("exit 0");
    expect(run('"$NODE" "$MAIN" lint - <&-; echo "exit $?" >&2')).toMatch(/exit [02]/);
    expect(run('cat a.yaml | "$NODE" "$MAIN" export - -f mermaid >&2; echo "exit $?" >&2')).toContain(
      "N_flux_system_S_gone",
    );
  });

  it.skipIf(!existsSync("/dev/full"))("could not run where its answer cannot be written", () => {
    expect(run(`"$NODE" "$MAIN" lint good > /dev/full; echo "exit $?" >&2`)).toContain("exit 2");
  });
});
