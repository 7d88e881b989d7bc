import { describe, expect, it } from "vitest";
import { cause, edge, node, problem, snapshot } from "#components/problems/graph.test-support.ts";
import type { ClusterStatus, ScopeState, Snapshot } from "#lib/graph/model.ts";
import { keepKnownGraph } from "./keep-known-graph.ts";

function cluster(id: string, ...states: ScopeState[]): ClusterStatus {
  const scopes = states.map((state, at) => ({ kind: `Kind${at}`, namespace: null, state, message: "", fix: "" }));
  return { id, connection: "live", since: "", message: "", fix: "", scopes };
}

/** Two Kustomizations, the second waiting for the first, for each cluster named. */
function fleet(clusters: readonly ClusterStatus[], ...names: string[]): Snapshot {
  const nodes = names.flatMap((name) => [
    node(`${name}/base`, { cluster: name, state: "failed" }),
    node(`${name}/web`, { cluster: name, state: "blocked", causes: [cause("failed", `${name}/base`)] }),
  ]);
  const edges = names.map((name) => edge(`${name}/base -> ${name}/web`));
  const problems = names.map((name) => problem("failed", [`${name}/base`]));
  return snapshot(nodes, edges, { clusters, problems });
}

const BOTH = fleet([cluster("a", "ok"), cluster("b", "ok")], "a", "b");
const KNOWN = new Set(["a", "b"]);

describe("keeping what is known of a cluster", () => {
  it("takes the next as it is when all of it has been read", () => {
    for (const state of ["ok", "forbidden", "not-installed", "error"] as const) {
      const next = fleet([cluster("a", "ok", state), cluster("b", "ok")], "a");
      expect(keepKnownGraph(BOTH, next, KNOWN)).toBe(next);
    }
  });

  it("keeps all of it while nothing has been read, and says how the clusters are", () => {
    const disconnected = { ...cluster("b", "loading"), connection: "disconnected" as const };
    const next = { ...fleet([cluster("a", "loading"), disconnected]), revision: "2" };
    const clusters = [cluster("a", "ok"), { ...disconnected, scopes: cluster("b", "ok").scopes }];
    expect(keepKnownGraph(BOTH, next, KNOWN)).toEqual({ ...BOTH, revision: "2", clusters });
  });

  it("keeps what was forbidden until it is tried again", () => {
    const shown = { ...BOTH, clusters: [cluster("a", "ok", "forbidden", "forbidden")] };
    const next = fleet([cluster("a", "ok", "ok", "loading")]);
    expect(keepKnownGraph(shown, next, KNOWN).clusters).toEqual([cluster("a", "ok", "ok", "forbidden")]);
  });

  it("keeps what one cluster has, and takes the other's", () => {
    const next = fleet([cluster("a", "ok"), cluster("b", "loading")]);
    const shown = keepKnownGraph(BOTH, next, KNOWN);
    const only = fleet([], "b");
    expect(shown).toEqual({ ...only, clusters: BOTH.clusters });
    const turned = keepKnownGraph(BOTH, fleet(next.clusters, "a"), KNOWN);
    expect(turned).toEqual({ ...BOTH, problems: BOTH.problems.toReversed() });
  });

  it("shows how far the first reading of a cluster is", () => {
    const next = fleet([cluster("a", "loading"), cluster("b", "loading")], "a");
    expect(keepKnownGraph(fleet([cluster("a", "loading")]), next, new Set())).toBe(next);
  });
});
