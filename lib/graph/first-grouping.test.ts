import { describe, expect, it } from "vitest";
import { toObjectId } from "#lib/flux/object-id.ts";
import { buildBareNode } from "./bare-node.ts";
import { findFirstGrouping } from "./first-grouping.ts";
import type { GraphEdge, GraphNode } from "./model.ts";

const COUNT = 2_000;

function node(namespace: string, name: string, given: Partial<GraphNode> = {}): GraphNode {
  const id = toObjectId("Kustomization", namespace, name);
  return {
    ...buildBareNode({ id, cluster: "test", kind: "Kustomization", namespace, name, state: "ready" }),
    source: toObjectId("GitRepository", "flux-system", "fleet"),
    ...given,
  };
}

function edge(from: GraphNode | undefined, to: GraphNode | undefined): GraphEdge {
  if (from === undefined || to === undefined) throw new Error("no such node");
  return { from: from.id, to: to.id, state: "satisfied", rule: "readiness", why: "" };
}

/** Forty teams with fifty nodes each, one after the other. */
const inTeams = Array.from({ length: COUNT }, (_, at) => node(`team-${at % 40}`, `app-${at}`));

/** Edges to each node from that at the place which is given for it; none for null. */
function link(nodes: readonly GraphNode[], toPlace: (at: number) => number | null): readonly GraphEdge[] {
  return nodes.flatMap((one, at) => {
    const place = toPlace(at);
    return place === null ? [] : [edge(nodes[place], one)];
  });
}

/** From the first node of the team before. */
const toTeamBefore = (at: number) => (at % 40 === 0 ? null : (at % 40) - 1);

describe("findFirstGrouping", () => {
  it("gathers a large fleet by its namespaces where those follow each other", () => {
    expect(findFirstGrouping({ nodes: inTeams, edges: link(inTeams, toTeamBefore) })).toBe("namespace");
  });

  it("gathers a large fleet of one namespace by the label that it can be read by", () => {
    const nodes = inTeams.map((_, at) =>
      node("flux-system", `app-${at}`, { source: null, labels: { alike: "yes", team: `team-${at % 40}` } }),
    );
    expect(findFirstGrouping({ nodes, edges: link(nodes, toTeamBefore) })).toBe("label:team");
  });

  it("leaves a knot of namespaces as it is", () => {
    const edges = link(inTeams, (at) => (at === 0 ? null : at - 1));
    expect(findFirstGrouping({ nodes: inTeams, edges })).toBe(null);
  });

  it("leaves as it is what would be as many nodes, or have as many edges, as nobody reads", () => {
    const apart = inTeams.map((_, at) => node(`team-${at % 400}`, `app-${at}`, { source: null }));
    expect(findFirstGrouping({ nodes: apart, edges: [] })).toBe(null);
    // Each team after all that come before it: 780 edges between 40 nodes, none of them in a ring.
    const edges = inTeams.slice(0, 40).flatMap((to, at) => inTeams.slice(0, at).map((from) => edge(from, to)));
    expect(findFirstGrouping({ nodes: inTeams, edges })).toBe(null);
    expect(findFirstGrouping({ nodes: inTeams, edges: edges.slice(0, 120) })).toBe("namespace");
    expect(findFirstGrouping({ nodes: inTeams, edges: edges.slice(0, 121) })).toBe(null);
  });

  it("counts edges between the same two groups, and those within one, no more than once", () => {
    const edges = link(inTeams, (at) => (at < 40 ? null : at - 40));
    expect(findFirstGrouping({ nodes: inTeams, edges: [...edges, ...link(inTeams, toTeamBefore)] })).toBe("namespace");
  });

  it("leaves a small fleet as it is", () => {
    const few = inTeams.slice(0, 1_500);
    expect(findFirstGrouping({ nodes: few, edges: link(few, toTeamBefore) })).toBe(null);
  });
});
