import { describe, expect, it } from "vitest";
import { toObjectId } from "#lib/flux/object-id.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findSuggestion } from "./find-suggestion.ts";
import { id, nearMiss, node, snapshot } from "./graph.test-support.ts";

const index = indexSnapshot(snapshot([node("data/redis")]));

describe("findSuggestion", () => {
  it("takes the likeliest, and the way to it where it is in the graph", () => {
    const missing = { id: id("apps/redis"), nearMisses: [nearMiss("data/redis"), nearMiss("apps/reddit")] };
    expect(findSuggestion(missing, index)).toMatchObject({ words: "data/redis", id: id("data/redis") });
  });

  it("names a HelmRelease as one, which is no node", () => {
    const missing = { id: id("apps/redis"), nearMisses: [nearMiss("data/redis", "kind")] };
    expect(findSuggestion(missing, index)).toMatchObject({ words: "the HelmRelease data/redis", id: null });
  });

  it("looks in the cluster of the dangling name", () => {
    const elsewhere = toObjectId("Kustomization", "apps", "redis", "staging");
    expect(findSuggestion({ id: elsewhere, nearMisses: [nearMiss("data/redis")] }, index)?.id).toBeNull();
    const there = { ...node("data/redis"), id: toObjectId("Kustomization", "data", "redis", "staging") };
    const staging = indexSnapshot(snapshot([there]));
    expect(findSuggestion({ id: elsewhere, nearMisses: [nearMiss("data/redis")] }, staging)?.id).toBe(there.id);
  });

  it("has none where nothing comes near", () => {
    expect(findSuggestion({ id: id("apps/redis") }, index)).toBeNull();
    expect(findSuggestion({ id: id("apps/redis"), nearMisses: [] }, index)).toBeNull();
  });
});
