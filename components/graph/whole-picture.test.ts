import { describe, expect, it } from "vitest";
import { MANY_NODES } from "#lib/graph/collapse.ts";
import { countMostWhole } from "./whole-picture.ts";

describe("countMostWhole", () => {
  it.each<[string, Parameters<typeof countMostWhole>[0], number]>([
    ["any number where no groups are wanted", { group: "none", away: false }, Number.POSITIVE_INFINITY],
    ["those that are not gathered by themselves", { group: null, away: false }, MANY_NODES],
    ["none in groups", { group: "namespace", away: false }, 0],
    ["none where some are put away", { group: "none", away: true }, 0],
  ])("is %s", (_, view, most) => expect(countMostWhole(view)).toBe(most));
});
