import { describe, expect, it } from "vitest";
import { ago, blockedBy, ks, NOW } from "#lib/flux/builders.test-support.ts";
import { type GraphNode, NODE_STATES, type NodeState } from "#lib/graph/model.ts";
import type { ExportNode } from "./export-graph.ts";
import { toExportGraph } from "./export-graph.ts";
import { snapshotOf } from "./graphs.test-support.ts";
import { toCard } from "./svg-card.ts";
import { CYCLE_SIGN, MANIFEST_SIGN, STATE_SIGNS } from "./svg-icons.ts";

const AT = new Date(NOW).toISOString();
const [plain] = toExportGraph(snapshotOf([ks("web")]), "cluster").nodes;

function itemOf(state: NodeState | null, more: Partial<GraphNode> = {}): ExportNode {
  if (plain === undefined) throw new Error("a snapshot of one has a node");
  return { ...plain, state, node: { ...plain.node, state: state ?? plain.node.state, since: ago(1_620), ...more } };
}

const textsOf = (card: string) => [...card.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

describe("toCard", () => {
  it.each(NODE_STATES)("says %s by its sign, its word and its class", (state) => {
    const card = toCard(itemOf(state), { x: 10, y: 20 }, AT);
    expect(card).toContain(`<g class="node ${state}" transform="translate(10 20)">`);
    expect(card).toContain(STATE_SIGNS[state]);
    expect(textsOf(card).join(" ").toLowerCase()).toContain(state);
  });

  it("has a sign of its own for each state", () => {
    const signs = [...Object.values(STATE_SIGNS), MANIFEST_SIGN, CYCLE_SIGN];
    expect(new Set(signs).size).toBe(signs.length);
  });

  it.each<[string, ExportNode, string[]]>([
    ["a ready one", itemOf("ready"), ["web", "27 min", "default · 1111111", "Ready"]],
    [
      "one behind its source",
      itemOf("ready", { behind: true }),
      ["web", "27 min", "default · 1111111", "Ready · behind its source"],
    ],
    [
      "a failed one",
      itemOf("failed", { reason: "BuildFailed" }),
      ["web", "27 min", "default · 1111111", "Failed · BuildFailed"],
    ],
    [
      "one that tries again",
      itemOf("failed", { retrying: true, reason: "X" }),
      ["web", "27 min", "default · 1111111", "Failed · trying again"],
    ],
    ["a missing one", itemOf("missing", { since: null }), ["web", "default · does not exist", "Missing"]],
    [
      "a cause",
      itemOf("suspended", { blocks: { now: 14, ifFailed: 20 } }),
      ["web", "27 min", "default · 1111111", "Suspended", "14"],
    ],
    [
      "a manifest",
      itemOf(null, { since: null, path: "./apps/web", revision: { applied: null, attempted: null, source: null } }),
      ["web", "default", "./apps/web"],
    ],
  ])("writes of %s what a person looks for", (_, item, expected) =>
    expect(textsOf(toCard(item, { x: 0, y: 0 }, AT))).toEqual(expected),
  );

  it("has no age where there is no time", () =>
    expect(textsOf(toCard(itemOf("ready"), { x: 0, y: 0 }, null))).not.toContain("27 min"));

  it("marks a cycle, and counts who waits for it only on a cause", () => {
    const ring = itemOf("blocked", { inCycle: true, blocks: { now: 3, ifFailed: 3 } });
    expect(toCard(ring, { x: 0, y: 0 }, AT)).toContain(CYCLE_SIGN);
    expect(toCard(ring, { x: 0, y: 0 }, AT)).toContain('class="pill"');
    const waiting = itemOf("blocked", { blocks: { now: 3, ifFailed: 3 } });
    expect(toCard(waiting, { x: 0, y: 0 }, AT)).not.toContain('class="pill"');
  });

  it("tells the whole to a screen reader", () => {
    const { nodes } = toExportGraph(
      snapshotOf([ks("web", { dependsOn: ["gone"], ready: blockedBy("default/gone") })]),
      "cluster",
    );
    const titles = nodes.map((node) => /<title>([^<]*)</.exec(toCard(node, { x: 0, y: 0 }, AT))?.[1]);
    expect(titles[1]).toBe("default/web, Blocked. dependency &apos;default/gone&apos; is not ready");
  });
});
