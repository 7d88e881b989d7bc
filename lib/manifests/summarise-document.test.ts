import { describe, expect, it } from "vitest";
import { isEmptyDocument, summariseDocument } from "./summarise-document.ts";
import { toHelmRelease } from "./to-helm-release.ts";

const release = (metadata: string) =>
  `---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n${metadata}spec:\n  values:\n    name: inner\n`;
const nameOf = (text: string) => {
  const summary = summariseDocument(text);
  return summary === null ? null : `${summary.namespace ?? "-"}/${summary.name}`;
};

describe("summariseDocument", () => {
  it.each([
    ["metadata:\n  name: web\n", "-/web"],
    ["metadata:\n  name: web\n  namespace: apps\n", "apps/web"],
    ["metadata: # where\n\n  # which\n    labels:\n      name: no\n    name: 'web' # yes\n", "-/web"],
    ['metadata:\r\n  name: "web"\r\n  namespace: apps\r\n', "apps/web"],
    ["metadata:\n  labels:\n    name: no\n", null],
    ["metadata: { name: web }\n", null],
    ["", null],
  ])("reads %j as %s", (metadata, expected) => expect(nameOf(release(metadata))).toBe(expected));

  it.each<[string, string, object]>([
    [
      "the core group",
      "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: apps\n",
      { group: "", kind: "Namespace", kept: false },
    ],
    [
      "quotes",
      "apiVersion: 'apps/v1'\nkind: \"Deployment\"\nmetadata:\n  name: a\n",
      { group: "apps", kind: "Deployment" },
    ],
    [
      "the mark against pruning",
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: a\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: Disabled\n",
      { group: "apiextensions.k8s.io", kept: true },
    ],
  ])("reads %s", (_, text, expected) => expect(summariseDocument(text)).toMatchObject(expected));

  it.each([
    "apiVersion: v1\nkind: List\nitems: []\n",
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n",
    "apiVersion: v1\nmetadata:\n  name: a\n",
    '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}',
    "just: text\n",
  ])("leaves %j to others", (text) => expect(summariseDocument(text)).toBeNull());

  it("ends soon on whatever text", () => {
    const begin = performance.now();
    summariseDocument(`kind: A\napiVersion: v1\nmetadata:\n${" \n".repeat(50_000)}x`);
    summariseDocument(`kind: A\napiVersion: v1\n${"metadata:\n  #\n".repeat(20_000)}`);
    summariseDocument(`kind: A\napiVersion: v1\n${"kind:   ".repeat(20_000)}`);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});

describe("isEmptyDocument", () => {
  it.each([
    ["", true],
    ["---\n# nothing\n\n", true],
    ["---\n...\n", true],
    ["--- # why\n  a: 1\n", false],
    ["--- {a: 1}\n", false],
    ["--- # why\n", true],
    [`${" \n".repeat(100_000)}# end`, true],
    ["a", false],
  ])("%j: %s", (text, expected) => expect(isEmptyDocument(text)).toBe(expected));
});

describe("toHelmRelease", () => {
  const summary = summariseDocument(release("metadata:\n  name: web\n  namespace: apps\n"));
  it("puts it where kustomize does", () => {
    expect(toHelmRelease(summary, null)?.metadata).toEqual({ name: "web", namespace: "apps" });
    expect(toHelmRelease(summary, "other")?.metadata).toEqual({ name: "web", namespace: "other" });
  });

  it.each([
    null,
    summariseDocument("apiVersion: v1\nkind: HelmRelease\nmetadata:\n  name: web\n"),
    summariseDocument("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: Other\nmetadata:\n  name: web\n"),
    summariseDocument(release(`metadata:\n  name: $${"{APP}"}\n`)),
  ])("makes none of %j", (other) => expect(toHelmRelease(other, null)).toBeNull());
});
