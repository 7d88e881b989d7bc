import { describe, expect, it } from "vitest";
import { edge, id, node, snapshot } from "#components/problems/graph.test-support.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { GraphEdge, GraphNode } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findSuspendedWarning } from "./find-suspended-warning.ts";

const tempo = node("o/tempo", { state: "suspended", suspended: true });
const otel = node("o/otel");
const alerts = node("o/alerts");
const satisfied = edge("o/tempo -> o/otel", "satisfied");

function warn(of: string, nodes: readonly GraphNode[], edges: readonly GraphEdge[] = [satisfied]) {
  const found = nodes.find((one) => one.id === id(of));
  return found === undefined ? undefined : findSuspendedWarning(found, indexSnapshot(snapshot(nodes, edges)));
}

describe("findSuspendedWarning", () => {
  it("warns on both sides", () => {
    expect(warn("o/otel", [tempo, otel])).toBe(
      "tempo is suspended and satisfies it for now: it blocks at the next revision of GitRepository flux-system/fleet.",
    );
    expect(warn("o/tempo", [tempo, otel])).toBe(
      "otel goes on for now, and blocks at the next revision of GitRepository flux-system/fleet, which it does not take while suspended.",
    );
    const both = [satisfied, edge("o/tempo -> o/alerts", "satisfied")];
    expect(warn("o/tempo", [tempo, otel, alerts], both)).toMatch(/^otel and alerts go on for now, and block at/);
    const two = [satisfied, edge("o/loki -> o/otel", "satisfied")];
    const loki = node("o/loki", { state: "suspended", suspended: true });
    expect(warn("o/otel", [tempo, loki, otel], two)).toMatch(/^tempo and loki are suspended and satisfy it for now/);
  });

  it.each([
    ["it blocks already", tempo, otel, edge("o/tempo -> o/otel")],
    ["an expression decides", tempo, otel, { ...satisfied, rule: "expression" as const }],
    ["sources differ", { ...tempo, source: toObjectId("GitRepository", "o", "other") }, otel, satisfied],
    ["there is no source", { ...tempo, source: null }, { ...otel, source: null }, satisfied],
    ["the dependent is suspended itself", tempo, { ...otel, suspended: true }, satisfied],
    ["nothing is suspended", node("o/tempo"), otel, satisfied],
  ])("says nothing where %s", (_, dependency, dependent, given) => {
    expect(warn("o/otel", [dependency, dependent], [given])).toBeNull();
    expect(warn("o/tempo", [dependency, dependent], [given])).toBeNull();
  });
});
