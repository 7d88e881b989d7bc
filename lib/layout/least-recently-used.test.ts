import { describe, expect, it } from "vitest";
import { LeastRecentlyUsed } from "./least-recently-used.ts";

describe("keeping what was used last", () => {
  it("builds each value once, and forgets the one unused for longest", () => {
    const built: string[] = [];
    const kept = new LeastRecentlyUsed<string>(2);
    const get = (key: string) =>
      kept.getOrBuild(key, () => {
        built.push(key);
        return key.toUpperCase();
      });
    expect(["a", "b", "a", "c", "a", "b"].map(get)).toEqual(["A", "B", "A", "C", "A", "B"]);
    expect(built).toEqual(["a", "b", "c", "b"]);
    expect(kept.size).toBe(2);
  });
});
