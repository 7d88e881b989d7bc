import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toExportGraph } from "./export-graph.ts";
import { fleetOf, snapshotOf } from "./graphs.test-support.ts";
import { DOT_LIMITS, toDot } from "./to-dot.ts";

const STRING = /"(?:[^"\\]|\\.)*"/gs;

/** The program with each string taken out, and the strings. */
function tokenize(text: string): { readonly rest: string; readonly strings: readonly string[] } {
  return { rest: text.replaceAll(STRING, "S"), strings: text.match(STRING) ?? [] };
}

describe("toDot", () => {
  const fleet = toExportGraph(snapshotOf(fleetOf(40)), "cluster");

  it("puts every node into the rank of its wave, once", () => {
    const ranks = [...toDot(fleet).matchAll(/rank=same; \/\* Wave (\d+) \*\/ (.*); \}/g)];
    expect(ranks.map(([, wave]) => Number(wave))).toEqual([0, 1, 2, 3]);
    const placed = ranks.flatMap(([, wave, ids = ""]) => ids.split("; ").map((id) => [JSON.parse(id), Number(wave)]));
    expect(Object.fromEntries(placed)).toEqual(Object.fromEntries(fleet.nodes.map(({ id, node }) => [id, node.wave])));
    expect(placed).toHaveLength(fleet.nodes.length);
  });

  it("draws every edge", () => expect(toDot(fleet).match(/ -> /g)).toHaveLength(fleet.edges.length));

  it("lets no name out of its quotes", () => {
    const name = fc.string({ unit: fc.constantFrom(...'ab"\\\n;]}->é'), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(name, name, (one, other) => {
        const { rest } = tokenize(
          toDot(toExportGraph(snapshotOf([ks(one), ks(other, { dependsOn: [one] })]), "cluster")),
        );
        const lines = rest.split("\n").slice(1, -1);
        expect(lines[0]).toBe("digraph headwater {");
        expect(lines.at(-1)).toBe("}");
        for (const line of lines.slice(1, -1))
          expect(line).toMatch(
            /^ {2}(?:(?:graph|node|edge|S|S -> S) \[[a-z=S, ]*\]|\{ rank=same; \/\* Wave \d+ \*\/ S(?:; S)*; \});?$/,
          );
      }),
      { numRuns: 50 },
    );
  });

  it("leaves out what Graphviz cannot bear, and says so", () => {
    const many = toExportGraph(snapshotOf(fleetOf(6_000)), "cluster");
    const text = toDot(many);
    expect(text.match(/\[label=/g)?.length).toBeLessThanOrEqual(DOT_LIMITS.nodes);
    expect(text).toMatch(/^\/\/ \d+ Kustomizations: .*; \d+ more left out\n/);
  });
});
