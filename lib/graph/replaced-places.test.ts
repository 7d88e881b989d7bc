import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import { buildBareNode } from "./bare-node.ts";
import { countStates } from "./filter.ts";
import type { Snapshot } from "./model.ts";
import { applyPatch } from "./patch.ts";
import { findReplacedPlaces, noteReplacedPlaces } from "./replaced-places.ts";

describe("findReplacedPlaces", () => {
  it("finds where two lists hold different objects", () => {
    const [a, b, c, other] = [{}, {}, {}, {}];
    expect(findReplacedPlaces([a, b, c], [a, other, c])).toEqual([1]);
    expect(findReplacedPlaces([a, b], [a, b, c])).toBe(null);
    const list = [a];
    expect(findReplacedPlaces(list, list)).toEqual([]);
  });

  it("believes what it was told, of these two lists alone", () => {
    const [before, next] = [
      [{}, {}],
      [{}, {}],
    ];
    noteReplacedPlaces(before, next, [1]);
    expect(findReplacedPlaces(before, next)).toEqual([1]);
    expect(findReplacedPlaces([...before], next)).toEqual([0, 1]);
  });

  it("finds after a patch, that says what it replaced, what it would find by looking", () => {
    const nodes = Array.from({ length: 60 }, (_, at) => {
      const name = `n${String(at).padStart(2, "0")}`;
      const id = toObjectId("Kustomization", "x", name);
      return buildBareNode({ id, cluster: "c", kind: "Kustomization", namespace: "x", name, state: "ready" });
    });
    const before: Snapshot = {
      schema: 1,
      revision: "1",
      at: "",
      clusters: [],
      nodes,
      edges: [],
      cycles: [],
      problems: [],
      findings: [],
      counts: countStates(nodes),
      ahead: null,
    };
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(59), { maxLength: 3 }), (places) => {
        const set = before.nodes
          .filter((_, at) => places.includes(at))
          .map((each) => ({ ...each, message: "another" }));
        const after = applyPatch(before, { from: "1", to: "2", at: before.at, nodes: { set, remove: [] } });
        const found = findReplacedPlaces(before.nodes, after.nodes);
        expect(found).toEqual(before.nodes.flatMap((each, at) => (each === after.nodes[at] ? [] : [at])));
      }),
    );
  });
});
