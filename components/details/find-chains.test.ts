import { describe, expect, it } from "vitest";
import { cause, edge, node, snapshot } from "#components/problems/graph.test-support.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findChains } from "./find-chains.ts";

const FLEET = toObjectId("GitRepository", "flux-system", "fleet");

function chains(edges: readonly string[], ...causes: GraphNode["causes"]): readonly string[] {
  const me = node("a/me", { state: "blocked", causes });
  const index = indexSnapshot(
    snapshot(
      [me],
      edges.map((text) => {
        const [arrow = "", state = "blocking"] = text.split(" : ");
        return edge(arrow, state as "blocking" | "satisfied" | "missing");
      }),
    ),
  );
  return findChains(me, index).map(
    ({ cause, ids }) => `${cause?.kind ?? "?"}: ${ids.map((id) => toShortName(id).name).join(" > ")}`,
  );
}

describe("findChains", () => {
  it("goes from the cause to here by the shortest way", () => {
    const edges = ["a/pg -> a/x", "a/x -> a/y", "a/y -> a/me", "a/x -> a/me"];
    expect(chains(edges, cause("failed", "a/pg"))).toEqual(["failed: pg > x > me"]);
  });

  it("takes only edges that hold something up", () => {
    const edges = ["a/pg -> a/me : satisfied", "a/pg -> a/x", "a/x -> a/me"];
    expect(chains(edges, cause("failed", "a/pg"))).toEqual(["failed: pg > x > me"]);
  });

  it("finds one way for each cause", () => {
    const edges = ["a/pg -> a/me", "a/gone -> a/me : missing"];
    expect(chains(edges, cause("failed", "a/pg"), cause("missing", "a/gone"))).toEqual([
      "failed: pg > me",
      "missing: gone > me",
    ]);
  });

  it("starts at the nearest member of a cycle", () => {
    const edges = ["c/a -> c/b", "c/b -> c/a", "c/b -> a/x", "a/x -> a/me"];
    expect(chains(edges, cause("cycle", "c/a", "c/b"))).toEqual(["cycle: b > x > me"]);
  });

  it("goes round the cycle that it is in", () => {
    const edges = ["a/me -> c/b", "c/b -> c/c", "c/c -> a/me", "o/o -> c/b"];
    expect(chains(edges, cause("cycle", "a/me", "c/b", "c/c"))).toEqual(["cycle: me > b > c > me"]);
  });

  it("goes round itself", () => {
    expect(chains(["a/me -> a/me"], cause("cycle", "a/me"))).toEqual(["cycle: me > me"]);
  });

  it("lists a cycle whose edges are out of sight", () => {
    expect(chains([], cause("cycle", "a/me", "c/b"))).toEqual(["cycle: b > me"]);
  });

  it("puts a cause that no edge reaches before the node", () => {
    expect(chains([], cause("source", "f/fleet"))).toEqual(["source: fleet > me"]);
  });

  it("puts a source before the one that fails for want of it", () => {
    const me = node("a/me", { state: "blocked", causes: [{ kind: "source", nodes: [FLEET] }] });
    const nodes = [me, node("a/x", { state: "blocked" }), node("a/sick", { state: "failed" })];
    const index = indexSnapshot(snapshot(nodes, [edge("a/sick -> a/x"), edge("a/x -> a/me")]));
    const [chain] = findChains(me, index);
    expect(chain?.ids.map((id) => toShortName(id).name)).toEqual(["fleet", "sick", "x", "me"]);
  });

  it("names the direct blockers while no cause is known", () => {
    expect(chains(["a/x -> a/me", "a/y -> a/me : satisfied"])).toEqual(["?: x > me"]);
  });

  it("has none for a node that is not blocked", () => {
    const me = node("a/me", { causes: [cause("failed", "a/pg")] });
    expect(findChains(me, indexSnapshot(snapshot([me])))).toEqual([]);
  });
});
