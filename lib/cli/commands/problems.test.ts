import { describe, expect, it } from "vitest";
import { sampleObjects } from "#lib/analysis/sample-snapshot.test-support.ts";
import { runCli } from "#lib/cli/run-cli.test-support.ts";
import { ks } from "#lib/flux/builders.test-support.ts";

const { kustomizations, sources } = sampleObjects();
const objects = [...kustomizations, ...sources];
const calm = [ks("a"), ks("b", { dependsOn: ["a"] })];

describe("headwater problems", () => {
  it("tells the worst first", async () => {
    const { code, out } = await runCli(["problems"], { objects });
    expect(code).toBe(0);
    expect(out.replaceAll(/^ {2}→ .*\n/gm, "")).toMatchSnapshot();
  });

  it.each([
    [["problems"], objects, 0],
    [["problems", "--fail"], objects, 1],
    [["problems", "--fail"], calm, 0],
    [["problems", "--fail", "-o", "json"], objects, 1],
    [["problems", "--fail", "-n", "kube-system"], objects, 0],
  ])("%j exits with what --fail asks for", async (words, cluster, code) =>
    expect((await runCli(words, { objects: cluster })).code).toBe(code),
  );

  it("says when there is none", async () =>
    expect((await runCli(["problems"], { objects: calm })).out).toBe(
      "✓ No problems. All 2 Kustomizations are ready.\n",
    ));

  it("gives them as JSON", async () => {
    const { problems, counts } = JSON.parse((await runCli(["problems", "-o", "json"], { objects })).out);
    expect(problems.map(({ kind }: { kind: string }) => kind)).toEqual(["failed", "cycle", "suspended", "missing"]);
    expect(counts.blocked).toBe(20);
  });
});
