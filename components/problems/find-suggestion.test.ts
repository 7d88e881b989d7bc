import { describe, expect, it } from "vitest";
import { findSuggestion } from "./find-suggestion.ts";
import { node } from "./graph.test-support.ts";

const missing = (text: string) => node(text, { state: "missing" });

describe("findSuggestion", () => {
  it.each([
    ["the same name in another namespace", "apps/redis", ["data/redis", "apps/reddit"], "data/redis"],
    ["none of two namesakes", "apps/redis", ["data/redis", "cache/redis"], null],
    ["a slip of the pen", "apps/ordres-api", ["apps/orders-api", "apps/payments-api"], "apps/orders-api"],
    ["a letter too many", "apps/rediss", ["apps/redis"], "apps/redis"],
    ["a letter too few in a short name", "apps/lok", ["apps/loki"], "apps/loki"],
    ["nothing two letters away from a short name", "apps/abc", ["apps/axy"], null],
    ["nothing in another namespace that is only alike", "apps/rediss", ["data/redis"], null],
    ["none of two that are alike", "apps/cart", ["apps/carts", "apps/care"], null],
    ["nothing alike", "apps/redis", ["apps/grafana"], null],
    ["nothing at all", "apps/redis", [], null],
  ])("%s", (_, dangling, names, expected) => {
    const nodes = [missing(dangling), ...names.map((name) => node(name))];
    const found = findSuggestion(missing(dangling), nodes);
    expect(found === null ? null : `${found.namespace}/${found.name}`).toBe(expected);
  });

  it("never suggests what is missing or hidden itself", () => {
    const nodes = [node("data/redis", { state: "missing" }), node("cache/redis", { state: "hidden" })];
    expect(findSuggestion(missing("apps/redis"), nodes)).toBeNull();
  });
});
