import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createFolder, manifestOf, runCli, SOURCE_MANIFEST } from "#lib/cli/run-cli.test-support.ts";
import { gitRepository, ks, REVISION_1 } from "#lib/flux/builders.test-support.ts";

let made: { remove(): void }[] = [];
afterEach(() => {
  for (const folder of made) folder.remove();
  made = [];
});

async function lint(files: Record<string, string>, words: readonly string[] = ["."]) {
  const folder = createFolder(files);
  made.push(folder);
  return { folder: folder.path, ...(await runCli(["lint", ...words], { folder: folder.path })) };
}

const good = { "a.yaml": SOURCE_MANIFEST + manifestOf("crds") + manifestOf("apps", ["crds"]) };
const cyclic = { "a.yaml": SOURCE_MANIFEST + manifestOf("a", ["b"]), "deep/b.yaml": manifestOf("b", ["a"]) };
const dangling = { "a.yaml": SOURCE_MANIFEST + manifestOf("crds"), "b.yaml": manifestOf("apps", ["crds", "crd"]) };

describe("headwater lint", () => {
  it("finds nothing in what is well", async () =>
    expect(await lint(good)).toMatchObject({ code: 0, out: "Nothing found in 2 Kustomizations, 1 file.\n", err: "" }));

  it("names file and line of what it finds, and how to mend it", async () => {
    const { code, out } = await lint(dangling);
    expect(code).toBe(1);
    const [file, finding = "", fix = "", ...rest] = out.split("\n");
    expect(file).toBe("b.yaml");
    expect(finding).toMatch(
      /^ {3}19 {2}error {4}flux-system\/apps depends on flux-system\/crd, .* {2}missing-dependency$/,
    );
    expect(fix).toMatch(/^ {16}\S/);
    expect(rest).toEqual(["", "1 error in 2 Kustomizations, 2 files.", ""]);
  });

  it.each<[string, Record<string, string>, string[], number]>([
    ["nothing found", good, [], 0],
    ["an error", cyclic, [], 1],
    ["an error that nobody minds", cyclic, ["--fail-on", "never"], 0],
    ["a warning", { "a.yaml": manifestOf("a") }, [], 0],
    ["a warning that counts", { "a.yaml": manifestOf("a") }, ["--fail-on", "warning"], 1],
    ["a warning where infos count too", { "a.yaml": manifestOf("a") }, ["--fail-on=info"], 1],
    ["no Flux object at all", { "a.yaml": "kind: ConfigMap\n" }, [], 0],
    ["an empty folder", {}, [], 0],
    ["a file that cannot be parsed", { "a.yaml": `${manifestOf("a")}  - x: [\n` }, [], 1],
  ])("exits after %s with what --fail-on asks for", async (_, files, words, code) => {
    expect((await lint(files, [".", ...words])).code).toBe(code);
    for (const output of ["json", "sarif", "github"])
      expect((await lint(files, [".", ...words, "-o", output])).code).toBe(code);
  });

  it("says when there is nothing to lint", async () => {
    const { err, out } = await lint({ "a.yaml": "kind: ConfigMap\n" });
    expect(err).toBe("note: There is no Flux Kustomization in .: nothing to lint.\n");
    expect(out).toBe("Nothing found in 0 Kustomizations, 1 file.\n");
  });

  it.each([
    [["nowhere"], /nowhere: There is no such file or folder/],
    [[".", "--config", "none.yaml"], /none\.yaml is not there/],
    [[".", "--config", "broken.yaml"], /broken\.yaml is no YAML: /],
    [
      [".", "--config", "wrong.yaml"],
      /wrong\.yaml is wrong:\n {2}rules\.cycl: there is no such rule; did you mean cycle\?/,
    ],
  ])("could not run %j: exits with 2", async (words, message) => {
    const files = { ...good, "broken.yaml": "a: [\n", "wrong.yaml": "rules:\n  cycl: off\n" };
    const { code, out, err } = await lint(files, words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  it("heeds the settings of the folder, of a named file, and of an annotation", async () => {
    const off = "rules:\n  cycle: off\n";
    expect((await lint({ ...cyclic, ".headwater.yaml": off })).code).toBe(0);
    expect((await lint({ ...cyclic, "rules.yaml": off }, [".", "--config", "rules.yaml"])).code).toBe(0);
    const annotated = (text = "") =>
      text.replace(
        "namespace: flux-system",
        'namespace: flux-system\n  annotations:\n    headwater.dev/lint: "cycle=off"',
      );
    const silent = {
      "a.yaml": SOURCE_MANIFEST + annotated(manifestOf("a", ["b"])),
      "b.yaml": annotated(manifestOf("b", ["a"])),
    };
    expect((await lint(silent)).code).toBe(0);
  });

  it("reads on past what cannot be parsed, and names its place", async () => {
    const broken = manifestOf("broken").replace("spec:", "spec: {");
    const { code, out } = await lint({ "a.yaml": SOURCE_MANIFEST + broken + manifestOf("apps", ["crd"]) }, [
      ".",
      "-o",
      "json",
    ]);
    expect(code).toBe(1);
    const { findings } = JSON.parse(out);
    expect(findings.map(({ rule, file, line }: Record<string, unknown>) => [rule, file, line])).toEqual([
      ["unreadable-manifest", "a.yaml", 17],
      ["missing-dependency", "a.yaml", 43],
    ]);
  });

  it("counts what it passes over, and says when one object stands twice", async () => {
    const { err } = await lint({
      ...good,
      "chart/templates/x.yaml": `${manifestOf("x").replace("name: x", "name: {{ .Release.Name }}")}`,
      "secret.yaml": "kind: Secret\nsops:\n  mac: x\n",
      "staging/a.yaml": manifestOf("apps"),
    });
    expect(err).toContain("note: Passed over: 1 template, 1 encrypted document.");
    expect(err).toMatch(/note: 1 object is defined more than once \(Kustomization flux-system\/apps in a\.yaml:27\)/);
  });

  it("lints what can be read beside a file that cannot, and exits with 2", async () => {
    // A socket is no file that can be read, whoever runs the tests.
    const folder = createFolder(dangling);
    made.push(folder);
    const server = createServer().listen(join(folder.path, "c.yaml"));
    await once(server, "listening");
    const { code, out, err } = await runCli(["lint", "."], { folder: folder.path });
    server.close();
    expect({ code, err }).toEqual({ code: 2, err: "error: c.yaml: This may not be read.\n" });
    expect(out).toContain("missing-dependency");
  });

  it("does not take a name that is filled in later for a missing one", async () => {
    const { code, out } = await lint({ "a.yaml": SOURCE_MANIFEST + manifestOf("apps", ["$" + "{CLUSTER}-crds"]) });
    expect({ code, out }).toEqual({ code: 0, out: "Nothing found in 1 Kustomization, 1 file.\n" });
  });

  it("gives findings as JSON", async () => {
    const { out } = await lint(cyclic, [".", "-o", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      counts: { error: 1, warning: 0, info: 0 },
      kustomizations: 2,
      files: 2,
      findings: [{ rule: "cycle", severity: "error", fix: expect.any(String), column: 1 }],
    });
  });

  it("writes SARIF 2.1.0 with a rule, a place and a fingerprint for each", async () => {
    const { out } = await lint({ "with space/a,b.yaml": SOURCE_MANIFEST + manifestOf("a", ["a b", "gone"]) }, [
      ".",
      "--output",
      "sarif",
    ]);
    const { version, runs } = JSON.parse(out);
    const [{ tool, results }] = runs;
    expect([version, tool.driver.name, tool.driver.semanticVersion]).toEqual(["2.1.0", "headwater", "1.2.3"]);
    expect(results.length).toBeGreaterThan(0);
    for (const { ruleId, ruleIndex, level, locations, partialFingerprints } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(["error", "warning", "note"]).toContain(level);
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe("with%20space/a%2Cb.yaml");
      expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(1);
      expect(Object.values(partialFingerprints)[0]).toMatch(/^[0-9a-f]{32}$/);
    }
    const prints = results.map(({ partialFingerprints }: { partialFingerprints: object }) =>
      JSON.stringify(partialFingerprints),
    );
    expect(new Set(prints).size).toBe(prints.length);
  });

  it("knows a finding again after its lines have moved", async () => {
    const printsOf = async (files: Record<string, string>) =>
      JSON.parse((await lint(files, [".", "-o", "sarif"])).out).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: object }) => partialFingerprints,
      );
    const moved = Object.fromEntries(
      Object.entries(cyclic).map(([name, text]) => [`moved/${name}`, `\n\n# more\n${text}`]),
    );
    expect(await printsOf(moved)).toEqual(await printsOf(cyclic));
  });

  it("writes annotations that a GitHub workflow understands", async () => {
    const { out } = await lint({ "a,b:c.yaml": SOURCE_MANIFEST + manifestOf("a", ["gone"]) }, [".", "-o", "github"]);
    expect(out).toMatch(
      /^::error file=a%2Cb%3Ac\.yaml,line=27,col=1,title=headwater%3A missing-dependency::flux-system\/a depends on /,
    );
    expect(out.trimEnd().split("\n")).toHaveLength(1);
  });

  describe("who applies whom", () => {
    const bootstrap = manifestOf("fleet", [], "").replace("path: ./fleet", "path: ./clusters/prod");
    const source = SOURCE_MANIFEST;
    const rulesOf = async (files: Record<string, string>) => {
      const { findings } = JSON.parse((await lint({ ".git/HEAD": "", ...files }, [".", "-o", "json"])).out);
      return findings.map(({ rule }: { rule: string }) => rule);
    };
    const inPlace = { "clusters/prod/flux-system/sync.yaml": bootstrap + source };

    it("is told by paths: a parent that waits for a child that waits for it", async () => {
      expect(await rulesOf({ ...inPlace, "clusters/prod/apps.yaml": manifestOf("apps", ["fleet"]) })).toEqual([
        "hidden-cycle",
      ]);
    });

    it("is not told of a path that leaves the child out, of another source, or without a bootstrap", async () => {
      const child = { "clusters/prod/apps.yaml": manifestOf("apps", ["fleet"]) };
      const left = { "clusters/prod/kustomization.yaml": "resources: [flux-system/sync.yaml]\n" };
      expect(await rulesOf({ ...inPlace, ...left, ...child })).toEqual([]);
      expect(await rulesOf({ "elsewhere/sync.yaml": bootstrap + source, ...child })).toEqual([]);
    });

    it("finds definitions that may be pruned, unless they are marked", async () => {
      const crd =
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: a.example.com\n";
      const kept = `${crd}  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled\n`;
      const files = (text: string) => ({
        ...inPlace,
        "clusters/prod/crds.yaml": manifestOf("crds"),
        "crds/a.yaml": text,
      });
      expect(await rulesOf(files(crd))).toEqual(["crds-with-prune"]);
      expect(await rulesOf(files(kept))).toEqual([]);
    });
  });

  it("lists the rules", async () => {
    const { code, out } = await runCli(["lint", "--rules"]);
    expect(code).toBe(0);
    expect(out.split("\n").length).toBeGreaterThan(15);
    expect(out).toMatch(/^cycle +error /m);
  });

  it("holds a cluster to the same rules", async () => {
    const objects = [ks("a", { dependsOn: ["b"] }), ks("b", { dependsOn: ["a"] }), gitRepository("fleet", REVISION_1)];
    const { code, out } = await runCli(["lint", "live:"], { objects });
    expect(code).toBe(1);
    expect(out).toMatch(/error .* wait for each other/);
  });
});
