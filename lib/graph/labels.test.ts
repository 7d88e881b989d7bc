import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { findLabel, findLabelKeys, MOST_LABELS, readLabels } from "./labels.ts";

describe("readLabels", () => {
  it("takes those that people gave, by key", () => {
    const labels = {
      team: "shop",
      "app.kubernetes.io/name": "web",
      "kustomize.toolkit.fluxcd.io/name": "flux-system",
      "fluxcd.io/x": "y",
      "notfluxcd.io/z": "1",
      "fluxcd.io": "a key without a domain",
    };
    expect(Object.entries(readLabels(labels) ?? {})).toEqual([
      ["app.kubernetes.io/name", "web"],
      ["fluxcd.io", "a key without a domain"],
      ["notfluxcd.io/z", "1"],
      ["team", "shop"],
    ]);
  });

  it("gives nothing where there are none but Flux's", () => {
    expect(readLabels({})).toBeUndefined();
    expect(readLabels({ "kustomize.toolkit.fluxcd.io/name": "flux-system" })).toBeUndefined();
  });

  it("gives the same first ones in any order", () => {
    const labels = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.string(), { minKeys: 1, maxKeys: 40 });
    fc.assert(
      fc.property(labels, (given) => {
        const read = readLabels(given) ?? {};
        expect(Object.keys(read)).toEqual(Object.keys(given).sort().slice(0, MOST_LABELS));
        expect(read).toEqual(readLabels(Object.fromEntries(Object.entries(given).reverse())));
      }),
    );
  });
});

describe("findLabel", () => {
  it.each([
    ["team", "shop"],
    ["tier", null],
    ["empty", null],
    ["constructor", null],
  ])("%s is %s", (key, value) => expect(findLabel({ labels: { team: "shop", empty: "" } }, key)).toBe(value));

  it("is none where there are none", () => expect(findLabel({}, "team")).toBe(null));
});

describe("findLabelKeys", () => {
  const toNodes = (key: string, values: readonly string[]) => values.map((value) => ({ labels: { [key]: value } }));

  it.each([
    ["two groups", toNodes("team", ["a", "a", "b", "b"]), [{ key: "team", groups: 2, nodes: 4 }]],
    ["a group and others", toNodes("team", ["a", "a", "b"]), [{ key: "team", groups: 1, nodes: 2 }]],
    ["a group and some without", [...toNodes("team", ["a", "a"]), {}], [{ key: "team", groups: 1, nodes: 2 }]],
    ["all the same", toNodes("managed-by", ["flux", "flux"]), []],
    ["each its own", toNodes("name", ["a", "b", "c"]), []],
    ["empty values", [...toNodes("team", ["", ""]), {}], []],
    ["no labels", [{}, {}], []],
    ["no nodes", [], []],
  ])("of %s", (_, nodes, keys) => expect(findLabelKeys(nodes)).toEqual(keys));

  it("come with those first that gather most", () => {
    const nodes = [...toNodes("b", ["1", "1"]), ...toNodes("c", ["1", "1", "2", "2"]), ...toNodes("a", ["1", "1"])];
    expect(findLabelKeys(nodes).map(({ key }) => key)).toEqual(["c", "a", "b"]);
  });
});
