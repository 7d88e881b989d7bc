import { describe, expect, it } from "vitest";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { joinNames, toShortName } from "./names.ts";

describe("toShortName", () => {
  it("takes an id apart", () => {
    expect(toShortName(toObjectId("Kustomization", "apps", "web"))).toMatchObject({
      kind: "Kustomization",
      namespace: "apps",
      name: "web",
    });
  });

  it("shows what is no id as it is", () => {
    expect(toShortName("odd" as ObjectId)).toEqual({ kind: "", namespace: "", name: "odd" });
  });
});

describe("joinNames", () => {
  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
    [["a", "b", "c", "d"], "a, b and 2 more"],
  ])("%j", (names, expected) => {
    expect(joinNames(names)).toBe(expected);
  });
});
