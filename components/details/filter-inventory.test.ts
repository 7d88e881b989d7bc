import { describe, expect, it } from "vitest";
import { countKinds, filterInventory } from "./filter-inventory.ts";

const entry = (kind: string, namespace: string, name: string) => ({ group: "", version: "v1", kind, namespace, name });
const inventory = [
  entry("Service", "apps", "web"),
  entry("Deployment", "apps", "web"),
  entry("Service", "apps", "api"),
  entry("Namespace", "", "apps"),
];

describe("countKinds", () => {
  it("counts, most first, then by name", () => {
    expect(countKinds(inventory).map(({ kind, count }) => `${kind} ${count}`)).toEqual([
      "Service 2",
      "Deployment 1",
      "Namespace 1",
    ]);
  });
});

describe("filterInventory", () => {
  it.each([
    [null, "", ["Deployment apps/web", "Namespace /apps", "Service apps/api", "Service apps/web"]],
    ["Service", "", ["Service apps/api", "Service apps/web"]],
    [null, " WEB ", ["Deployment apps/web", "Service apps/web"]],
    ["Service", "apps/a", ["Service apps/api"]],
    ["Secret", "", []],
  ])("%s %j", (kind, text, expected) => {
    const found = filterInventory(inventory, kind, text).map((e) => `${e.kind} ${e.namespace}/${e.name}`);
    expect(found).toEqual(expected);
  });
});
