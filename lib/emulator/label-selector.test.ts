import { describe, expect, it } from "vitest";
import { matchesLabels, parseLabelSelector } from "./label-selector.ts";

const object = { metadata: { name: "a", labels: { tier: "web", "app.kubernetes.io/name": "shop", empty: "" } } };

describe("label selectors", () => {
  const cases: readonly [selector: string, matches: boolean][] = [
    ["", true],
    ["tier=web", true],
    ["tier==web", true],
    ["tier = web", true],
    ["tier=db", false],
    ["tier!=db", true],
    ["tier!=web", false],
    ["absent!=x", true],
    ["tier", true],
    ["absent", false],
    ["!absent", true],
    ["!tier", false],
    ["tier in (db, web)", true],
    ["tier in (db)", false],
    ["tier notin (db)", true],
    ["absent notin (db)", true],
    ["tier notin (web,db)", false],
    ["empty=", true],
    ["app.kubernetes.io/name=shop,tier in (web,db),!absent", true],
    ["app.kubernetes.io/name=shop,tier in (db,cache)", false],
  ];
  it.each(cases)("%s", (selector, matches) => {
    expect(matchesLabels(object, parseLabelSelector(selector))).toBe(matches);
  });

  it("asks labels of an object that has none", () => {
    expect(matchesLabels({ metadata: { name: "a" } }, parseLabelSelector("!tier"))).toBe(true);
  });

  it.each(["a b", "a in b", "a in (b", "=x", "a=b c", "in (a)"])("refuses %s", (selector) => {
    expect(() => parseLabelSelector(selector)).toThrow("unable to parse requirement");
  });
});
