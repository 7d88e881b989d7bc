import { describe, expect, it } from "vitest";
import { sampleObjects } from "#lib/analysis/sample-snapshot.test-support.ts";
import { createFolder, manifestOf, runCli } from "#lib/cli/run-cli.test-support.ts";

const { kustomizations, sources } = sampleObjects();
const objects = [...kustomizations, ...sources];

describe("headwater export", () => {
  it.each([
    ["mermaid", /^%% 61 Kustomizations[\s\S]*\nflowchart LR\n/],
    ["dot", /^\/\/ 61 Kustomizations[\s\S]*\ndigraph headwater \{\n/],
    ["svg", /^<svg xmlns=[\s\S]*<\/svg>\n$/],
    ["json", /^\{\n {2}"schema": 1,/],
  ])("writes %s of a cluster", async (format, expected) => {
    const { code, out } = await runCli(["export", "--format", format], { objects });
    expect(code).toBe(0);
    expect(out).toMatch(expected);
  });

  it("writes manifests without states, the same each time", async () => {
    const folder = createFolder({ "a.yaml": manifestOf("crds") + manifestOf("web", ["crds", "gone"]) });
    const run = () => runCli(["export", ".", "-f", "mermaid"], { folder: folder.path });
    const { out } = await run();
    expect((await run()).out).toBe(out);
    folder.remove();
    expect(out).toMatchSnapshot();
  });

  it("filters, and groups by wave", async () => {
    const { out } = await runCli(["export", "-f", "mermaid", "-n", "data", "--group", "wave"], { objects });
    expect(out.match(/\["Wave \d"\]/g)?.length).toBeGreaterThan(1);
    expect(out).not.toContain("apps_S_");
  });
});
