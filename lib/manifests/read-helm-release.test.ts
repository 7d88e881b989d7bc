import { describe, expect, it } from "vitest";
import { readHelmRelease } from "./read-helm-release.ts";

const release = (metadata: string) =>
  `---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n${metadata}spec:\n  values:\n    name: inner\n`;
const nameOf = (text: string, placed: string | null = null) => {
  const object = readHelmRelease(text, placed);
  return object === null ? null : `${object.metadata.namespace ?? "-"}/${object.metadata.name}`;
};

describe("readHelmRelease", () => {
  it.each([
    ["metadata:\n  name: web\n", "-/web"],
    ["metadata:\n  name: web\n  namespace: apps\n", "apps/web"],
    ["metadata: # where\n\n  # which\n    labels:\n      name: no\n    name: 'web' # yes\n", "-/web"],
    ['metadata:\r\n  name: "web"\r\n  namespace: apps\r\n', "apps/web"],
    ["metadata:\n  labels:\n    name: no\n", null],
    ["metadata: { name: web }\n", null],
    [`metadata:\n  name: $${"{APP}"}\n`, null],
    ["", null],
  ])("reads %j as %s", (metadata, expected) => expect(nameOf(release(metadata))).toBe(expected));

  it("puts it where kustomize does", () =>
    expect(nameOf(release("metadata:\n  name: web\n  namespace: apps\n"), "other")).toBe("other/web"));

  it.each([
    "apiVersion: v1\nkind: HelmRelease\nmetadata:\n  name: web\n",
    "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: Other\nmetadata:\n  name: web\n",
    '{"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": "web"}}',
  ])("leaves %j to the parser", (text) => expect(nameOf(text)).toBeNull());

  it("ends soon on whatever text", () => {
    const begin = performance.now();
    nameOf(`kind: HelmRelease\napiVersion: helm.toolkit.fluxcd.io/v2\nmetadata:\n${" \n".repeat(50_000)}x`);
    nameOf(`kind: HelmRelease\napiVersion: helm.toolkit.fluxcd.io/v2\n${"metadata:\n  #\n".repeat(20_000)}`);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
