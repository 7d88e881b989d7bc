import { describe, expect, it } from "vitest";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { Cycle, Finding } from "#lib/graph/model.ts";
import { pointToNewEdge } from "./point-to-new-edge.ts";

const [a, b, c] = ["a", "b", "c"].map((name) => toObjectId("Kustomization", "apps", name));
if (a === undefined || b === undefined || c === undefined) throw new Error("there are three");
const finding: Finding = { rule: "cycle", severity: "error", nodes: [c, a, b], message: "", fix: "Take b out." };
const cycle: Cycle = { nodes: [a, b, c], kind: "latent", cut: { from: b, to: c, why: "" } };
const closing = { from: c, to: a };

describe("pointToNewEdge", () => {
  it("advises to take out the one edge that closes the circle", () => {
    const order = { cycles: { added: [cycle], removed: [] }, edges: { added: [closing], removed: [] } };
    expect(pointToNewEdge(finding, order).fix).toBe(
      "Take apps/c out of spec.dependsOn of apps/a: this change brings it in, and without it there is no such circle.",
    );
  });

  it.each<[string, Finding, Cycle[], { from: typeof a; to: typeof a }[]]>([
    ["several are new", finding, [cycle], [closing, { from: a, to: b }]],
    ["none is new, but a readyExpr that is gone", finding, [cycle], []],
    ["the circle was there before", finding, [], [closing]],
    ["another circle is new", finding, [{ ...cycle, nodes: [a, b] }], [closing]],
    ["another rule speaks of these", { ...finding, rule: "hidden-cycle" }, [cycle], [closing]],
  ])("leaves the advice as it is where %s", (_, given, added, edges) => {
    const order = { cycles: { added, removed: [] }, edges: { added: edges, removed: [] } };
    expect(pointToNewEdge(given, order)).toBe(given);
  });
});
