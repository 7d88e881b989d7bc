import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { createAppliedFinder } from "./applied-files.ts";
import type { KustomizeFile } from "./kustomize-file.ts";

const file = (resources: readonly string[], more: Partial<KustomizeFile> = {}): KustomizeFile => ({
  resources,
  namespace: null,
  generates: false,
  isOpaque: false,
  ...more,
});

function applied(folder: string, files: readonly string[], kustomizations: Record<string, KustomizeFile> = {}) {
  const found = createAppliedFinder(files, new Map(Object.entries(kustomizations)))(folder);
  return found === null ? null : { ...found, files: [...found.files].sort() };
}

describe("createAppliedFinder", () => {
  const tree = ["/r/a/1.yaml", "/r/a/b/2.yaml", "/r/a/b/c/3.yaml", "/r/d/4.yaml"];

  it("takes all below a folder without kustomization.yaml", () => {
    expect(applied("/r/a", tree)).toEqual({ files: tree.slice(0, 3), generates: false, isWhole: true });
    expect(applied("/r/a/b/../../d", tree)?.files).toEqual(["/r/d/4.yaml"]);
    expect(applied("/", tree)?.files).toEqual(tree);
  });

  it("does not know a folder that was not read", () => {
    expect(applied("/elsewhere", tree)).toBeNull();
    expect(applied("/r/a/1.yaml", tree)).toBeNull();
  });

  it("takes only what a kustomization.yaml names, folder within folder", () => {
    const kustomizations = { "/r/a/b": file(["c", "../../d"]), "/r/d": file([]) };
    expect(applied("/r/a", tree, kustomizations)?.files).toEqual(["/r/a/1.yaml", "/r/a/b/c/3.yaml"]);
  });

  it.each<[string, KustomizeFile, object]>([
    ["a remote resource", file(["https://example.com/x?ref=1"]), { isWhole: false }],
    ["a resource that is not there", file(["gone.yaml"]), { isWhole: false }],
    ["what only kustomize can tell", file([], { isOpaque: true }), { isWhole: false }],
    ["a generator", file([], { generates: true }), { isWhole: true, generates: true }],
  ])("says of %s what it means", (_, kustomization, expected) =>
    expect(applied("/r/a", tree, { "/r/a": kustomization })).toMatchObject(expected),
  );

  it("ends where folders take each other in", () => {
    const kustomizations = { "/r/a": file(["../d", "1.yaml"]), "/r/d": file(["../a", "4.yaml"]) };
    expect(applied("/r/a", tree, kustomizations)?.files).toEqual(["/r/a/1.yaml", "/r/d/4.yaml"]);
  });

  it("gives, of any tree without kustomization.yaml, exactly what is below", () => {
    const path = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 12 }), path, (paths, wanted) => {
        const files = [...new Set(paths.map((parts) => `/${parts.join("/")}/f.yaml`))].sort();
        const folder = `/${wanted.join("/")}`;
        const below = files.filter((one) => one.startsWith(`${folder}/`));
        expect(applied(folder, files)?.files ?? []).toEqual(below);
      }),
    );
  });
});
