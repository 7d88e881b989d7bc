import { describe, expect, it } from "vitest";
import type { ScopeState, ScopeStatus } from "#lib/graph/model.ts";
import { groupScopes } from "./group-scopes.ts";

const scope = (kind: string, namespace: string | null, state: ScopeState): ScopeStatus => ({
  kind,
  namespace,
  state,
  message: `${kind} ${namespace} ${state}`,
  fix: "",
});

describe("groupScopes", () => {
  it("is one line a kind, in the order given", () => {
    const groups = groupScopes([scope("Kustomization", null, "ok"), scope("Bucket", null, "not-installed")]);
    expect(groups).toEqual([
      { kind: "Kustomization", place: "all namespaces", state: "ok", word: "read", message: "Kustomization null ok" },
      {
        kind: "Bucket",
        place: "all namespaces",
        state: "not-installed",
        word: "not installed",
        message: "Bucket null not-installed",
      },
    ]);
  });

  it.each<[ScopeState[], ScopeState, string, string]>([
    [["ok"], "ok", "n0", "read"],
    [["ok", "ok"], "ok", "2 namespaces", "read"],
    [["ok", "forbidden", "ok", "forbidden"], "forbidden", "4 namespaces", "not allowed in 2"],
    [["forbidden", "forbidden"], "forbidden", "2 namespaces", "not allowed"],
    [["error", "forbidden", "loading"], "forbidden", "3 namespaces", "not allowed in 1"],
    [["ok", "error", "loading"], "error", "3 namespaces", "cannot be read in 1"],
    [["ok", "loading"], "loading", "2 namespaces", "loading in 1"],
  ])("%j of a kind are %s in %s: %s", (states, state, place, word) => {
    const scopes = states.map((each, at) => scope("Event", `n${at}`, each));
    expect(groupScopes(scopes)).toMatchObject([{ state, place, word, message: expect.stringContaining(state) }]);
  });
});
