import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addMissingSources } from "./add-missing-sources.ts";
import { readManifests } from "./read-manifests.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manifests-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const ks = (name: string, more = "") =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: ${name}\nspec:\n  interval: 10m\n${more}`;
const namesOf = (paths: readonly string[]) => readManifests(paths).objects.map(({ object }) => object.metadata.name);

describe("readManifests", () => {
  it("reads several documents, JSON, lists and folders, in order of the files", () => {
    write("b.yaml", `${ks("b1")}---\n${ks("b2")}`);
    write(
      "deep/a.json",
      JSON.stringify({
        kind: "List",
        items: [
          {
            apiVersion: "kustomize.toolkit.fluxcd.io/v1",
            kind: "Kustomization",
            metadata: { name: "a", namespace: "apps" },
            spec: {},
          },
        ],
      }),
    );
    write("notes.txt", ks("no"));
    write(".git/x.yaml", ks("no"));
    expect(namesOf([folder])).toEqual(["b1", "b2", "a"]);
  });

  it("is not troubled by a byte order mark, Windows lines, or links in a circle", () => {
    write("a.yaml", `\uFEFF${ks("a").replaceAll("\n", "\r\n")}`);
    symlinkSync(folder, join(folder, "again"));
    expect(namesOf([folder])).toEqual(["a"]);
  });

  it("names file, document, line and column of what does not parse, and gives the others", () => {
    const broken = ks("b").replace("metadata:", "metadata: {");
    const file = write("a.yaml", `${ks("a")}---\n${broken}---\n${ks("c")}`);
    const { faults } = readManifests([folder]);
    expect(faults).toMatchObject([{ file, document: 2, line: 12, column: 1 }]);
    expect(namesOf([folder])).toEqual(["a", "c"]);
  });

  it("says what lacks a name, and which path is not there", () => {
    const file = write(
      "a.yaml",
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {}\nspec: {}\n",
    );
    const { faults } = readManifests([file, join(folder, "nowhere")]);
    expect(faults.map(({ message }) => message).sort()).toEqual([
      "There is no such file or folder, or it may not be read.",
      "This Kustomization has no metadata.name.",
    ]);
  });

  it("counts what it passes over", () => {
    write("kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n");
    write("secret.yaml", `${ks("ENC[AES256_GCM,data:x]")}sops:\n  version: "3"\n`);
    write("token.yaml", 'apiVersion: v1\nkind: Secret\nsops:\n  version: "3"\n');
    write("blob.yaml", "\0\x01\x02");
    write("empty.yaml", "# nothing but a comment\n---\n");
    write("templates/x.yaml", "{{ if .Values.on }}\nkind: Kustomization\n{{ end }}\n");
    expect(readManifests([folder])).toMatchObject({
      objects: [],
      faults: [],
      skipped: { notFlux: 1, encrypted: 2, templates: 1, binary: 1 },
    });
  });

  it("reads what SOPS left readable", () => {
    write(
      "a.yaml",
      `${ks("a", "  postBuild:\n    substitute:\n      PASSWORD: ENC[AES256_GCM,data:x]\n")}sops:\n  version: "3"\n`,
    );
    expect(namesOf([folder])).toEqual(["a"]);
  });

  it("knows the line of an object and of its fields, in lists and behind other documents too", () => {
    const file = write(
      "a.yaml",
      `apiVersion: v1\nkind: Secret\n---\n${ks("a", "  dependsOn:\n    - name: b\n    - name: c\n")}---\nkind: List\nitems:\n  - ${ks("d").replaceAll("\n", "\n    ").trimEnd()}\n`,
    );
    const places = readManifests([file]).objects.map(({ object, line, lineOf }) => [
      object.metadata.name,
      line,
      lineOf(["spec", "dependsOn", 1]),
      lineOf(["spec", "interval"]),
    ]);
    expect(places).toEqual([
      ["a", 4, 12, 9],
      ["d", 16, 16, 21],
    ]);
  });

  it("heeds the namespaces that kustomization.yaml files set, the outermost first", () => {
    const kustomization = (resources: string, namespace = "") =>
      `resources: [${resources}]\n${namespace === "" ? "" : `namespace: ${namespace}\n`}`;
    write("apps/kustomization.yaml", kustomization("./web/ks.yaml, db", "apps"));
    write("apps/web/ks.yaml", ks("web"));
    write("apps/db/kustomization.yml", kustomization("ks.yaml", "inner"));
    write("apps/db/ks.yaml", ks("db").replace("name: db", "name: db\n  namespace: other"));
    write("loose/ks.yaml", ks("loose"));
    write("both/ks.yaml", ks("both"));
    write("one/kustomization.yaml", kustomization("../both/ks.yaml, ../circle", "one"));
    write("two/kustomization.yaml", kustomization("../both/ks.yaml", "two"));
    write("circle/kustomization.yaml", kustomization("../one, ks.yaml"));
    write("circle/ks.yaml", ks("circle"));
    const placed = readManifests([folder]).objects.map(
      ({ object }) => `${object.metadata.namespace}/${object.metadata.name}`,
    );
    expect(placed.sort()).toEqual(["apps/db", "apps/web", "flux-system/both", "flux-system/loose", "one/circle"]);
  });

  it("keeps HelmReleases apart", () => {
    write("a.yaml", "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: web }\nspec: {}\n");
    write("fleet.json", JSON.stringify({ kustomizations: [], helmReleases: [{ metadata: { name: "db" }, spec: {} }] }));
    const { objects, helmReleases, skipped } = readManifests([folder]);
    expect(objects).toEqual([]);
    expect(helmReleases.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      "HelmRelease/web",
      "HelmRelease/db",
    ]);
    expect(skipped.notFlux).toBe(0);
  });

  it("counts what has its name filled in later, and names what has one that no cluster takes", () => {
    const file = write(
      "a.yaml",
      `${ks("$" + "{APP}")}---\n${ks('"{{ .Release.Name }}"')}---\n${ks("Not_One")}---\n${ks("good")}`,
    );
    const { faults, skipped } = readManifests([folder]);
    expect(namesOf([folder])).toEqual(["good"]);
    expect(skipped.templates).toBe(2);
    expect(faults).toMatchObject([{ file, document: 3, message: expect.stringContaining('"Not_One"') }]);
  });

  it("gives the others when one file may not be read", () => {
    write("a.yaml", ks("a"));
    const locked = write("b.yaml", ks("b"));
    rmSync(locked);
    // Reading the first page of a process's memory fails for everybody, root too, as permissions would not.
    symlinkSync("/proc/self/mem", locked);
    const { objects, faults } = readManifests([folder]);
    expect(objects).toHaveLength(1);
    expect(faults.map(({ file }) => file)).toEqual(existsSync("/proc/self/mem") ? [locked] : []);
  });

  it("takes the last of two with one name, and does not unfold aliases without end", () => {
    write("a.yaml", `${ks("a", "  path: ./one\n")}---\n${ks("a", "  path: ./two\n")}`);
    const bomb = [ks("bomb"), "a: &a [x, x, x, x, x, x, x, x, x]"];
    for (const [from, to] of ["ab", "bc", "cd", "de", "ef", "fg"])
      bomb.push(`${to}: &${to} [*${from}, *${from}, *${from}, *${from}, *${from}, *${from}]`);
    write("b.yaml", bomb.join("\n"));
    const { objects, overridden, faults } = readManifests([folder]);
    expect(objects.map(({ object }) => object["spec"])).toEqual([{ interval: "10m", path: "./two" }]);
    expect(overridden.map(({ line }) => line)).toEqual([1]);
    expect(faults.map(({ message }) => message)).toEqual(["This repeats its anchors too often to be unfolded."]);
  });
});

describe("addMissingSources", () => {
  it("makes up none that could not have its name", () => {
    write("a.yaml", ks("a", `  sourceRef: {kind: GitRepository, name: "\${REPO}"}\n`));
    expect(addMissingSources(readManifests([folder]).objects).added).toEqual([]);
  });

  it("makes up each source that is named and not given", () => {
    write(
      "a.yaml",
      `${ks("a", "  sourceRef: {kind: OCIRepository, name: img}\n")}---\n${ks("b", "  sourceRef: {kind: OCIRepository, name: img}\n")}`,
    );
    const { objects, added } = addMissingSources(readManifests([folder]).objects);
    expect(added).toEqual(["OCIRepository/flux-system/img"]);
    expect(objects).toHaveLength(3);
    expect(addMissingSources(objects).added).toEqual([]);
  });
});

const FLEETS = fileURLToPath(new URL("../../../shared/fleets/", import.meta.url));

/** Expands `name@{a,b}` with `1/2` into one row a file. */
function readFleetTable(): { file: string; kustomizations: number; edges: number }[] {
  const rows = readFileSync(join(FLEETS, "README.md"), "utf8").matchAll(/^\| (\S+@\S+) \| ([\d/]+) \| ([\d/]+) \|/gm);
  return [...rows].flatMap(([, name = "", nodes = "", edges = ""]) => {
    const [, stem = "", group] = /^(.*@)(?:\{(.*)\})?/.exec(name) ?? [];
    const clusters = group === undefined ? [name] : group.split(",").map((cluster) => stem + cluster);
    return clusters.map((file, index) => ({
      file: `${file}.json`,
      kustomizations: Number(nodes.split("/")[index]),
      edges: Number(edges.split("/")[index]),
    }));
  });
}

describe("the fleets beside the checkout", () => {
  const table = existsSync(FLEETS) ? readFleetTable() : [];
  if (table.length === 0) process.stdout.write("skipped: no fleets beside the checkout\n");

  it("are all in the table", () => {
    const files = table.length === 0 ? [] : readdirSync(FLEETS).filter((name) => name.endsWith(".json"));
    expect(table.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it("have the Kustomizations and edges of the table", () => {
    const counted = table.map(({ file }) => {
      const { objects, faults } = readManifests([join(FLEETS, file)]);
      const edges = objects.reduce(
        (sum, { object }) => sum + ((object["spec"] as { dependsOn?: unknown[] }).dependsOn?.length ?? 0),
        0,
      );
      return { file, kustomizations: objects.length, edges, faults: faults.length };
    });
    expect(counted).toEqual(table.map((row) => ({ ...row, faults: 0 })));
  });
});
