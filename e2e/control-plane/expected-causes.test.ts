import { describe, expect, it } from "vitest";
import { findExpected } from "./expected-causes.ts";
import { type FleetNode, makeRandomFleet } from "./random-fleet.ts";

const node = (name: string, fault: FleetNode["fault"], ...dependsOn: FleetNode["dependsOn"]): FleetNode => ({
  name,
  fault,
  dependsOn,
});
const needs = (name: string, expression: FleetNode["dependsOn"][number]["expression"] = null) => ({ name, expression });

describe("what is expected of a fleet", () => {
  it.each<[string, readonly FleetNode[], Record<string, string>]>([
    [
      "a chain",
      [node("a", "path"), node("b", null, needs("a")), node("c", null, needs("b"))],
      { c: "blocked failed:a" },
    ],
    [
      "two causes",
      [node("a", "path"), node("b", "suspended"), node("c", null, needs("a"), needs("b"))],
      {
        c: "blocked failed:a suspended:b",
      },
    ],
    ["an absent one", [node("a", null, needs("x"))], { a: "blocked missing:x" }],
    ["an expression that lets through", [node("a", "path"), node("b", null, needs("a", "true"))], { b: "ready " }],
    [
      "an expression that does not",
      [node("a", null), node("b", null, needs("a", "false"))],
      {
        b: "blocked expression:a",
      },
    ],
    [
      "no source",
      [node("a", "source"), node("b", null, needs("a"))],
      { a: "failed source:gone", b: "blocked source:gone" },
    ],
    [
      "a ring and who waits for it",
      [node("a", null, needs("b")), node("b", null, needs("a")), node("c", null, needs("a"))],
      {
        a: "blocked cycle:a,b",
        c: "blocked cycle:a,b",
      },
    ],
    [
      "a ring that waits for another, too",
      [node("x", "apply"), node("a", null, needs("a"), needs("x"))],
      {
        a: "blocked cycle:a failed:x",
      },
    ],
  ])("is right for %s", (_, nodes, wanted) => {
    const expected = findExpected({ nodes, absent: ["x"] });
    const told = Object.keys(wanted).map((name) => {
      const { state, causes } = expected.get(name) ?? { state: "none", causes: [] };
      return [name, `${state} ${causes.join(" ")}`];
    });
    expect(Object.fromEntries(told)).toEqual(wanted);
  });
});

describe("a random fleet", () => {
  it("is the same for the same seed, and has every fault somewhere", () => {
    expect(makeRandomFleet(3)).toEqual(makeRandomFleet(3));
    const fleets = Array.from({ length: 20 }, (_, seed) => makeRandomFleet(seed + 1));
    const faults = new Set(fleets.flatMap(({ nodes }) => nodes.map(({ fault }) => fault)));
    expect(faults).toEqual(new Set([null, "path", "build", "apply", "suspended", "source", "health"]));
    for (const { nodes } of fleets) {
      expect(nodes.length).toBeGreaterThanOrEqual(30);
      expect(nodes.length).toBeLessThanOrEqual(80);
    }
    const causes = fleets.flatMap((fleet) => [...findExpected(fleet).values()].flatMap((one) => one.causes));
    const kinds = new Set(causes.map((cause) => cause.split(":")[0]));
    expect(kinds).toEqual(new Set(["failed", "missing", "suspended", "expression", "source", "cycle"]));
  });
});
