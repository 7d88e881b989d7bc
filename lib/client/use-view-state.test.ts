import { describe, expect, it } from "vitest";
import { id } from "./snapshot.test-support.ts";
import { withoutTrace } from "./use-view-state.ts";

describe("withoutTrace", () => {
  it("ends what is followed from a node when another is selected, or none", () => {
    expect(withoutTrace({ selected: id("a/b") })).toEqual({ selected: id("a/b"), ifFailed: false, to: null });
    expect(withoutTrace({ selected: null })).toEqual({ selected: null, ifFailed: false, to: null });
  });

  it("keeps what is chosen together with it", () => {
    const both = { selected: id("a/b"), to: id("a/c") };
    expect(withoutTrace(both)).toEqual({ ...both, ifFailed: false });
    expect(withoutTrace({ focus: id("a/b"), side: "up" })).toEqual({ focus: id("a/b"), side: "up" });
  });

  it("begins a focus with both sides, and touches nothing else", () => {
    expect(withoutTrace({ focus: null })).toEqual({ focus: null, side: "both" });
    expect(withoutTrace({ query: "x" })).toEqual({ query: "x" });
  });
});
