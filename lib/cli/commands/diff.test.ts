import { afterEach, describe, expect, it } from "vitest";
import { createFolder, manifestOf, runCli, SOURCE_MANIFEST } from "#lib/cli/run-cli.test-support.ts";
import { gitRepository, ks, REVISION_1 } from "#lib/flux/builders.test-support.ts";

let made: { remove(): void }[] = [];
afterEach(() => {
  for (const folder of made) folder.remove();
  made = [];
});

async function diff(before: readonly string[], after: readonly string[], words: readonly string[] = []) {
  const text = (manifests: readonly string[]) => SOURCE_MANIFEST + manifests.join("");
  const folder = createFolder({ "before/a.yaml": text(before), "after/a.yaml": text(after) });
  made.push(folder);
  return runCli(["diff", "before", "after", ...words], { folder: folder.path });
}

const chain = [manifestOf("crds"), manifestOf("db", ["crds"]), manifestOf("web", ["db"]), manifestOf("alone")];
const cycle = [manifestOf("crds", ["web"]), ...chain.slice(1)];
const dangling = [...chain.slice(0, 2), manifestOf("web", ["db", "cache"]), manifestOf("alone")];
const rewired = [
  manifestOf("crds"),
  manifestOf("db", ["crds", "storage"]),
  manifestOf("web", ["db"]),
  manifestOf("storage", ["crds"]),
];

describe("headwater diff", () => {
  it.each([
    ["nothing", chain, chain],
    ["a new cycle", chain, cycle],
    ["a new missing dependency", chain, dangling],
    ["a rewired order", chain, rewired],
    ["only a changed object", chain, [...chain.slice(0, 3), manifestOf("alone", [], "  force: true\n")]],
    ["the end of a cycle", cycle, chain],
  ])("writes %s for a review", async (_, before, after) => {
    const { code, out } = await diff(before, after, ["-o", "markdown"]);
    expect(code).toBe(0);
    expect(out).toMatchSnapshot();
  });

  it("writes the same for a terminal, without the picture", async () => {
    const { out } = await diff(chain, cycle);
    expect(out).toMatchSnapshot();
  });

  it.each([
    ["nothing", chain, 0],
    ["another order", rewired, 0],
    ["a cycle", cycle, 1],
    ["a missing dependency", dangling, 1],
  ])("with --fail, exits after %s with %i", async (_, after, code) =>
    expect((await diff(chain, after as string[], ["--fail"])).code).toBe(code),
  );

  it("does not blame a change for what was so before", async () =>
    expect((await diff(cycle, cycle, ["--fail"])).code).toBe(0));

  it("takes no notice of how a manifest is written", async () => {
    const other = chain.map((text) => `# a comment\n${text.replaceAll("interval: 10m", 'interval: "10m"')}`);
    expect((await diff(chain, other)).out).toBe("The order stays as it is, and no Kustomization changes.\n");
  });

  it("gives it as JSON", async () => {
    const { out } = await diff(chain, rewired, ["-o", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      added: ["Kustomization/flux-system/storage"],
      removed: ["Kustomization/flux-system/alone"],
      touched: ["Kustomization/flux-system/db", "Kustomization/flux-system/storage"],
      behind: ["Kustomization/flux-system/web"],
      waves: { before: 3, after: 4 },
    });
  });

  it("compares with a cluster, whose defaults are no change", async () => {
    const folder = createFolder({ "a.yaml": manifestOf("web", ["db"]) + manifestOf("db") + SOURCE_MANIFEST });
    made.push(folder);
    const specOf = (name: string, dependsOn: object[]) => ({
      namespace: "flux-system",
      spec: {
        path: `./${name}`,
        wait: true,
        sourceRef: { kind: "GitRepository", name: "fleet" },
        dependsOn,
        force: false,
      },
    });
    const objects = [
      ks("web", specOf("web", [{ name: "db" }])),
      ks("db", specOf("db", [])),
      gitRepository("fleet", REVISION_1),
    ];
    const run = await runCli(["diff", "live:", "."], { folder: folder.path, objects });
    expect(run.out).toBe("The order stays as it is, and no Kustomization changes.\n");
    const changed = await runCli(["diff", ".", "live:"], { folder: folder.path, objects: objects.slice(1) });
    expect(changed.out).toContain("1 is removed");
  });

  it("takes several folders of one side", async () => {
    const folder = createFolder({ "one/a.yaml": manifestOf("a"), "two/b.yaml": manifestOf("b", ["a"]) });
    made.push(folder);
    const { out } = await runCli(["diff", "one", "one,two"], { folder: folder.path });
    expect(out).toContain("flux-system/b waits for flux-system/a");
  });

  it("leaves out a picture that nobody could read, and bounds its lists", async () => {
    const many = Array.from({ length: 400 }, (_, at) => manifestOf(`k${at}`, at === 0 ? [] : [`k${at - 1}`]));
    const { out } = await diff([], many, ["-o", "markdown"]);
    expect(out).not.toContain("```mermaid");
    expect(out).toContain("- and 370 more");
    expect(out.length).toBeLessThan(20_000);
  });
});
