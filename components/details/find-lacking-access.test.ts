import { describe, expect, it } from "vitest";
import { node, snapshot } from "#components/problems/graph.test-support.ts";
import type { ScopeState, ScopeStatus } from "#lib/graph/model.ts";
import { findLackingAccess } from "./find-lacking-access.ts";

const HIDDEN = node("team-a/service", { state: "hidden" });

const scope = (state: ScopeState, namespace: string | null, kind = "Kustomization"): ScopeStatus => ({
  kind,
  namespace,
  state,
  message: "",
  fix: `Allow it in ${namespace}.`,
});

function find(scopes: readonly ScopeStatus[], id = "test"): readonly string[] {
  const cluster = { id, connection: "live", since: "", message: "", fix: "", scopes } as const;
  return findLackingAccess(HIDDEN, snapshot([HIDDEN], [], { clusters: [cluster] })).map(({ what }) => what);
}

describe("what would bring a hidden node into sight", () => {
  it.each<[string, ScopeStatus[], string[]]>([
    ["the rule of its namespace", [scope("ok", "apps"), scope("forbidden", "team-a")], ["Allow it in team-a."]],
    ["the rule of the cluster", [scope("forbidden", null)], ["Allow it in null."]],
    [
      "its namespace among those that are read",
      [scope("ok", "apps"), scope("forbidden", "team-b"), scope("forbidden", "team-a", "Event")],
      ["Name team-a in HEADWATER_NAMESPACES too, and start Headwater again."],
    ],
    ["nothing that is known, where its namespace is read", [scope("ok", "team-a")], []],
    ["nothing that is known, before anything is read", [], []],
  ])("is %s", (_case, scopes, expected) => {
    expect(find(scopes)).toEqual(expected);
  });

  it("is told by its own cluster", () => {
    expect(find([scope("forbidden", null)], "other")).toEqual([]);
  });
});
