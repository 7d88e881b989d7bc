import { describe, expect, it } from "vitest";
import { sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import { blockedBy, ks } from "#lib/flux/builders.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { type ExportGraph, toExportGraph } from "./export-graph.ts";
import { fleetOf, snapshotOf } from "./graphs.test-support.ts";
import { toMermaid } from "./to-mermaid.ts";

/** A flowchart read back: its nodes with their class, its edges in order, and the styles of edges by number. */
function read(text: string) {
  const nodes = new Map(
    [...text.matchAll(/^ {4}(\w+)\["(.*)"\](?::::(\w+))?$/gm)].map(([, id = "", label = "", style]) => [
      id,
      { label, style },
    ]),
  );
  const edges = [...text.matchAll(/^ {2}(\w+) (-->|==>|-\.->) (\w+)$/gm)].map(([, from = "", arrow = "", to = ""]) => ({
    from,
    arrow,
    to,
  }));
  const styled = new Map(
    [...text.matchAll(/^ {2}linkStyle ([\d,]+) (.*)$/gm)].flatMap(([, numbers = "", style = ""]) =>
      numbers.split(",").map((number) => [Number(number), style] as const),
    ),
  );
  const classes = new Set([...text.matchAll(/^ {2}classDef (\w+) /gm)].map(([, name]) => name));
  return { nodes, edges, styled, classes };
}

const sample = toExportGraph(sampleSnapshot(), "cluster");

describe("toMermaid", () => {
  it("has every node and every edge, between nodes that it has", () => {
    const { nodes, edges } = read(toMermaid(sample));
    expect(nodes.size).toBe(sample.nodes.length);
    expect(edges).toHaveLength(sample.edges.length);
    expect(edges.filter(({ from, to }) => !nodes.has(from) || !nodes.has(to))).toEqual([]);
  });

  it("colours by number exactly the edges that are more than satisfied", () => {
    const { styled } = read(toMermaid(sample));
    const expected = sample.edges.flatMap(({ look }, number) => (look === "satisfied" ? [] : [number]));
    expect([...styled.keys()].sort((a, b) => a - b)).toEqual(expected);
  });

  it("defines each class that a node has, and no other", () => {
    const { nodes, classes } = read(toMermaid(sample));
    const used = new Set([...nodes.values()].map(({ style }) => style));
    expect([...classes].sort()).toEqual([...used].sort());
    expect(used.size).toBeGreaterThan(3);
  });

  it.each<["cluster" | "manifests", Record<string, string>]>([
    ["cluster", { blocking: "==>", missing: "-.->", satisfied: "-->" }],
    ["manifests", { planned: "-->", missing: "-.->" }],
  ])("draws the edges of %s by what is known of them", (origin, expected) => {
    const objects = [
      ks("a"),
      ks("b", { dependsOn: ["a"], ready: { status: "False", reason: "BuildFailed" } }),
      ks("c", { dependsOn: ["b", "gone"], ready: blockedBy("default/b") }),
    ];
    const graph = toExportGraph(snapshotOf(objects), origin);
    const { edges } = read(toMermaid(graph));
    const drawn = new Map(graph.edges.map(({ look }, number) => [look, edges[number]?.arrow]));
    expect(Object.fromEntries(drawn)).toEqual(expected);
  });

  it("groups by wave in the order of waves, past the ninth", () => {
    const chain = Array.from({ length: 12 }, (_, at) => ks(`k${at}`, { dependsOn: at === 0 ? [] : [`k${at - 1}`] }));
    const text = toMermaid(toExportGraph(snapshotOf(chain), "cluster"), "wave");
    const waves = [...text.matchAll(/subgraph \w+\["Wave (\d+)"\]/g)].map(([, wave]) => Number(wave));
    expect(waves).toEqual(chain.map((_, at) => at));
    expect(text).toContain('["k11<br/>default<br/>Ready"]');
  });

  it("names the same place of two clusters apart", () => {
    const both = toExportGraph(snapshotOf([ks("a"), ks("b", { dependsOn: ["a"] })], ["east", "west"]), "cluster");
    const { nodes, edges } = read(toMermaid(both));
    expect(nodes.size).toBe(4);
    expect(new Set(edges.map(({ from, to }) => `${from} ${to}`)).size).toBe(2);
  });

  it("says how many wait for one, by its name", () => {
    const postgres = [...read(toMermaid(sample)).nodes.values()].find(({ label }) => label.startsWith("postgres<"));
    expect(postgres?.label).toMatch(/^postgres<br\/>Failed, blocks \d+$/);
  });

  it("keeps its lines whole, whatever the names are", () => {
    const name = fc.string({ unit: fc.constantFrom(...'a-.B"<>#;&`\n[](){}|é'), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(name, name, (one, other) => {
        fc.pre(one !== other);
        const graph: ExportGraph = toExportGraph(snapshotOf([ks(one), ks(other, { dependsOn: [one] })]), "cluster");
        const { nodes, edges } = read(toMermaid(graph));
        expect(nodes.size).toBe(graph.nodes.length);
        expect(edges).toHaveLength(graph.edges.length);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps who is in trouble where not all have room", () => {
    const broken = ks("broken", { ready: { status: "False", reason: "BuildFailed" } });
    const { nodes } = read(toMermaid(toExportGraph(snapshotOf([...fleetOf(2_000), broken]), "cluster")));
    expect(nodes.get("N_default_S_broken")?.style).toBe("failed");
    expect([...nodes.values()].some(({ label }) => /^\d+ more$/.test(label))).toBe(true);
  });
});
