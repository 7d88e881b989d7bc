import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import { buildBareNode } from "./bare-node.ts";
import { countStates } from "./filter.ts";
import { type Finding, type GraphEdge, type GraphNode, NODE_STATES, type Problem, type Snapshot } from "./model.ts";
import { applyPatch, compareEdges, compareNodes, diffSnapshots, shareStructure, toEdgeKey } from "./patch.ts";

const id = (index: number) => toObjectId("Kustomization", "x", `n${index}`);

const nodeOf = (index: number, state: GraphNode["state"]) =>
  buildBareNode({ id: id(index), cluster: "c", kind: "Kustomization", namespace: "x", name: `n${index}`, state });

const problemOf = (index: number, blocked: number): Problem => ({
  id: `failed-${index}`,
  kind: "failed",
  nodes: [id(index)],
  headline: "",
  words: "",
  blocked: Array.from({ length: blocked }, (_, at) => id(at)),
  since: null,
  next: { what: "nothing", at: null, every: null },
});

const findingOf = (index: number, text: number): Finding => ({
  rule: "rule",
  severity: "info",
  nodes: [id(index)],
  message: String(text),
  fix: "",
});

const snapshots = fc
  .record({
    nodes: fc.uniqueArray(fc.tuple(fc.nat(12), fc.constantFrom(...NODE_STATES)), { selector: ([index]) => index }),
    edges: fc.array(fc.tuple(fc.nat(12), fc.nat(12), fc.constantFrom("satisfied" as const, "blocking" as const)), {
      maxLength: 20,
    }),
    message: fc.constantFrom("", "refused"),
    problems: fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(2)), { selector: ([index]) => index }),
    findings: fc.array(fc.tuple(fc.nat(9), fc.nat(2))),
    seconds: fc.option(fc.nat(3)),
  })
  .map(({ nodes, edges, message, problems, findings, seconds }): Snapshot => {
    const built = nodes.map(([index, state]) => nodeOf(index, state)).sort(compareNodes);
    const drawn = edges.map(
      ([a, b, state]): GraphEdge => ({ from: id(a), to: id(b), state, rule: "readiness", why: "" }),
    );
    const unique = new Map(drawn.map((edge) => [toEdgeKey(edge), edge]));
    return {
      schema: 1,
      revision: JSON.stringify([nodes, edges, message, problems, findings, seconds]),
      at: "2026-01-01T00:00:00Z",
      clusters: [{ id: "c", connection: "live", since: "", message, fix: "", scopes: [] }],
      nodes: built,
      edges: [...unique.values()].sort(compareEdges),
      cycles: [],
      problems: problems.map(([index, blocked]) => problemOf(index, blocked)),
      findings: findings.map(([index, text]) => findingOf(index, text)),
      counts: countStates(built),
      ahead: seconds === null ? null : { nodes: [], checks: 1, seconds, at: null },
    };
  });

describe("applyPatch(a, diffSnapshots(a, b))", () => {
  it("is b", () => {
    fc.assert(
      fc.property(snapshots, snapshots, (a, b) => {
        const patch = diffSnapshots(a, b);
        if (patch === null) expect({ ...a, revision: b.revision, at: b.at }).toEqual(b);
        else expect(applyPatch(a, JSON.parse(JSON.stringify(patch)))).toEqual(b);
      }),
    );
  });

  it("keeps the identity of all that is equal", () => {
    fc.assert(
      fc.property(snapshots, snapshots, (a, b) => {
        const shared = shareStructure(a, b);
        expect(shared).toEqual(b);
        const before = new Map(a.nodes.map((node) => [node.id, node]));
        for (const node of shared.nodes) {
          const old = before.get(node.id);
          if (old?.state === node.state) expect(node).toBe(old);
        }
        expect(shareStructure(a, { ...b, nodes: structuredClone(b.nodes) })).toEqual(b);
      }),
    );
  });

  it("sends only those problems and findings that have changed, and all where most have", () => {
    const [sample] = fc.sample(snapshots, { numRuns: 1, seed: 3 });
    if (sample === undefined) throw new RangeError("no sample");
    const many = Array.from({ length: 50 }, (_, index) => index);
    const a = { ...sample, problems: many.map((index) => problemOf(index, 0)), findings: [] };
    const b = { ...a, revision: "b", problems: a.problems.with(7, problemOf(7, 1)), findings: [findingOf(1, 1)] };
    const patch = diffSnapshots(a, b);
    expect(patch?.edits).toEqual({ problems: [{ at: 7, remove: 1, insert: [problemOf(7, 1)] }] });
    expect(patch?.problems).toBeUndefined();
    expect(patch?.findings).toEqual(b.findings);
    expect(patch && applyPatch(a, patch).problems[6]).toBe(a.problems[6]);
  });

  it("is not for another revision", () => {
    const [a, b] = fc.sample(snapshots, { numRuns: 2, seed: 7 });
    const patch = a && b && diffSnapshots(a, b);
    expect(() => a && patch && applyPatch({ ...a, revision: "other" }, patch)).toThrow(/starts from revision/);
  });

  it("is nothing when only the time differs", () => {
    fc.assert(
      fc.property(snapshots, (a) => {
        expect(diffSnapshots(a, { ...structuredClone(a), revision: "x", at: "y" })).toBeNull();
      }),
    );
  });
});
