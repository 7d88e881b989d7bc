import { describe, expect, it } from "vitest";
import { findMoving } from "./find-moving.ts";
import { node } from "./graph.test-support.ts";

describe("findMoving", () => {
  it("puts the longest first, those not begun last in their order, and leaves out the rest", () => {
    const busy = (name: string, since: string | null) =>
      node(name, { state: "progressing", activity: { step: "applying", since } });
    const nodes = [
      node("a/new", { state: "progressing" }),
      busy("a/late", "2026-01-01T00:02:00Z"),
      busy("a/newer", null),
      node("a/ready"),
      busy("a/early", "2026-01-01T00:01:00Z"),
    ];
    expect(findMoving(nodes).map(({ name }) => name)).toEqual(["early", "late", "new", "newer"]);
  });
});
