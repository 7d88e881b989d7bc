import { describe, expect, it } from "vitest";
import { listLabelKeys, toGroupingChoices } from "./grouping-choices.ts";
import { sampleNode } from "./snapshot.test-support.ts";

const node = (labels: Readonly<Record<string, string>>) => sampleNode("data/redis", { labels });

describe("the ways to draw nodes together", () => {
  it("end with the fleet's labels, those that gather most first", () => {
    const nodes = [node({ tier: "a", team: "x" }), node({ tier: "a", team: "y" }), node({ tier: "b", team: "x" })];
    const choices = toGroupingChoices(listLabelKeys({ nodes: [...nodes, node({ team: "y" })] }), null);
    expect(choices.map(({ value, words }) => `${value}: ${words}`)).toEqual([
      "none: Not at all",
      "namespace: By namespace",
      "source: By source",
      "owner: By owner",
      "label:team: By label team",
      "label:tier: By label tier",
    ]);
  });

  it("are a handful, and the chosen one among them, once", () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`key-${at}`, "same"]));
    const keys = listLabelKeys({ nodes: [node(many), node(many), node({})] });
    const labels = toGroupingChoices(keys, "label:gone").filter(({ value }) => value.startsWith("label:"));
    expect(labels.map(({ value }) => value)).toEqual([
      ...Array.from({ length: 6 }, (_, at) => `label:key-${at}`),
      "label:gone",
    ]);
    expect(toGroupingChoices(keys, "label:key-1")).toHaveLength(4 + 6);
    expect(toGroupingChoices("", "none")).toHaveLength(4);
  });
});
