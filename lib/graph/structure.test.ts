import { describe, expect, it } from "vitest";
import { type KsOptions, ks } from "#lib/flux/builders.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { hasSameStructure, readPresent } from "./present.ts";
import { buildStructure, placeByNumber, type Structure } from "./structure.ts";

function structureOf(objects: readonly RawObject[]): Structure {
  const present = objects.map((raw) => readPresent(raw, null));
  return buildStructure(present);
}

const nameOf = (structure: Structure, number: number) => structure.links.ids[number]?.split("/")[2] ?? "";
const names = (structure: Structure, numbers: Iterable<number>) =>
  [...numbers].map((number) => nameOf(structure, number));
const ownedBy = (name: string) => ({
  labels: { "kustomize.toolkit.fluxcd.io/name": name, "kustomize.toolkit.fluxcd.io/namespace": "default" },
});
const holding = (...kept: readonly string[]) => ({ inventory: { entries: kept.map((id) => ({ id, v: "v1" })) } });
const KIND = "kustomize.toolkit.fluxcd.io_Kustomization";

describe("links", () => {
  it("number ids in their order, and edges by dependency, then dependent", () => {
    const structure = structureOf([
      ks("c", { dependsOn: ["b", "a", "b"] }),
      ks("a"),
      ks("b", { dependsOn: ["a", "x/gone"] }),
    ]);
    const { ids, from, to, place, numberOf } = structure.links;
    expect(ids.map((id) => id.split("/").slice(1).join("/"))).toEqual([
      "default/a",
      "default/b",
      "default/c",
      "x/gone",
    ]);
    expect(
      [...from].map((number, edge) => `${nameOf(structure, number)}>${nameOf(structure, to[edge] ?? -1)}`),
    ).toEqual(["a>b", "a>c", "b>c", "gone>b"]);
    expect([...place]).toEqual([0, 1, 0, 1]);
    expect(ids.every((id, number) => numberOf.get(id) === number)).toBe(true);
    expect(structure.absent).toEqual([{ number: 3, namespace: "x", name: "gone" }]);
    expect(names(structure, structure.numbers)).toEqual(["c", "a", "b"]);
    expect([...structure.waves]).toEqual([0, 1, 2, 0]);
    expect([...structure.dependents]).toEqual([2, 1, 0, 2]);
  });

  it("place objects by number, and nothing where one is only named", () => {
    const present = [readPresent(ks("b", { dependsOn: ["gone"] }), null), readPresent(ks("a"), null)];
    const structure = buildStructure(present);
    expect(placeByNumber(structure, present).map((object) => object?.raw.metadata.name ?? null)).toEqual([
      "a",
      "b",
      null,
    ]);
  });
});

describe("health checks that look at Kustomizations", () => {
  it.each<[string, readonly RawObject[], string[]]>([
    ["by the labels of a child", [ks("p", { spec: { wait: true } }), ks("c", { metadata: ownedBy("p") })], ["c>p"]],
    ["by the inventory", [ks("p", { spec: { wait: true }, status: holding(`default_c_${KIND}`) }), ks("c")], ["c>p"]],
    [
      "once, by both",
      [ks("p", { spec: { wait: true }, status: holding(`default_c_${KIND}`) }), ks("c", { metadata: ownedBy("p") })],
      ["c>p"],
    ],
    ["by name", [ks("p", { spec: { healthChecks: [{ kind: "Kustomization", name: "c" }] } }), ks("c")], ["c>p"]],
    ["not without wait", [ks("p", { status: holding(`default_c_${KIND}`) }), ks("c", { metadata: ownedBy("p") })], []],
    [
      "not at what has the name in another group",
      [
        ks("p", {
          spec: { healthChecks: [{ apiVersion: "kustomize.config.k8s.io/v1", kind: "Kustomization", name: "c" }] },
        }),
        ks("c"),
      ],
      [],
    ],
    ["not at what is not there", [ks("p", { spec: { wait: true }, status: holding(`default_c_${KIND}`) })], []],
    ["not at itself", [ks("p", { spec: { wait: true }, status: holding(`default_p_${KIND}`) })], []],
    [
      "not at other kinds",
      [ks("p", { spec: { wait: true }, status: holding("default_c_apps_Deployment") }), ks("c")],
      [],
    ],
  ])("are known %s", (_, objects, expected) => {
    const structure = structureOf(objects);
    const { children, parents } = structure.health;
    expect(
      [...children].map((child, check) => `${nameOf(structure, child)}>${nameOf(structure, parents[check] ?? -1)}`),
    ).toEqual(expected);
  });
});

describe("a structure", () => {
  const base = ks("a", { dependsOn: ["b"], spec: { wait: true }, status: holding(`default_c_${KIND}`) });
  it.each<[string, RawObject, boolean]>([
    [
      "a status",
      ks("a", {
        dependsOn: ["b"],
        spec: { wait: true },
        status: { ...holding(`default_c_${KIND}`), observedGeneration: 9 },
      }),
      true,
    ],
    [
      "what else it keeps",
      ks("a", { dependsOn: ["b"], spec: { wait: true }, status: holding(`default_c_${KIND}`, "x_y__ConfigMap") }),
      true,
    ],
    ["a child that it keeps", ks("a", { dependsOn: ["b"], spec: { wait: true }, status: holding() }), false],
    ["a dependency", ks("a", { dependsOn: ["c"], spec: { wait: true }, status: holding(`default_c_${KIND}`) }), false],
    ["wait", ks("a", { dependsOn: ["b"], status: holding(`default_c_${KIND}`) }), false],
    [
      "the source",
      ks("a", { dependsOn: ["b"], source: "other", spec: { wait: true }, status: holding(`default_c_${KIND}`) }),
      false,
    ],
    [
      "the owner",
      ks("a", { dependsOn: ["b"], metadata: ownedBy("p"), spec: { wait: true }, status: holding(`default_c_${KIND}`) }),
      false,
    ],
    ["what cannot be read", { ...ks("a"), spec: "?" }, false],
  ])("stays when there is another version with another: %s", (_, other, stays) => {
    expect(hasSameStructure(readPresent(base, null), readPresent(other, null))).toBe(stays);
  });
});

describe("cycles by number", () => {
  const labels = ["a", "b", "c", "d", "e"] as const;
  const fleets = fc.array(
    fc.record({
      dependsOn: fc.uniqueArray(fc.constantFrom(...labels), { maxLength: 3 }),
      owner: fc.option(fc.constantFrom(...labels), { nil: null }),
      wait: fc.boolean(),
    }),
    { minLength: 5, maxLength: 5 },
  );
  const toObjects = (fleet: readonly { dependsOn: readonly string[]; owner: string | null; wait: boolean }[]) =>
    fleet.map(({ dependsOn, owner, wait }, index) => {
      const options: KsOptions = {
        dependsOn: [...dependsOn],
        spec: { wait },
        ...(owner !== null && { metadata: ownedBy(owner) }),
      };
      return ks(labels[index] ?? "", options);
    });

  it("have a cut that undoes them where it says so, and a loop that closes over it", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const structure = structureOf(toObjects(fleet));
        const { links, health, cycles } = structure;
        for (const { nodes, edges, checks, cut, loop, isHidden } of cycles) {
          const pairs = [
            ...edges.map((edge) => [links.from[edge] ?? -1, links.to[edge] ?? -1] as const),
            ...checks.map((check) => [health.children[check] ?? -1, health.parents[check] ?? -1] as const),
          ];
          const ends = cut.isCheck
            ? [health.children[cut.link], health.parents[cut.link]]
            : [links.from[cut.link], links.to[cut.link]];
          expect(pairs.some(([a, b]) => a === ends[0] && b === ends[1])).toBe(true);
          expect([loop.at(-1), loop[0]]).toEqual(ends);
          const steps = loop.slice(1).map((to, index) => [loop[index], to]);
          expect(steps.every(([a, b]) => pairs.some(([from, to]) => from === a && to === b))).toBe(true);
          expect(new Set(loop).size).toBe(loop.length);
          expect(isHidden).toBe(checks.length > 0);
          expect(loop.every((node) => nodes.includes(node))).toBe(true);
          const left = pairs.filter(
            (_, index) => index !== (cut.isCheck ? edges.length + checks.indexOf(cut.link) : edges.indexOf(cut.link)),
          );
          expect(hasCycle(left)).toBe(!cut.undoes);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("are all there are, hidden ones where only a health check closes them", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const structure = structureOf(toObjects(fleet));
        const { links, health, cycles } = structure;
        const edges = [...links.from].map((from, edge) => [from, links.to[edge] ?? -1] as const);
        const checks = [...health.children].map((child, check) => [child, health.parents[check] ?? -1] as const);
        expect(cycles.some(({ isHidden }) => !isHidden)).toBe(hasCycle(edges));
        expect(cycles.length > 0).toBe(hasCycle([...edges, ...checks]));
      }),
      { numRuns: 400 },
    );
  });
});

function hasCycle(pairs: readonly (readonly [number, number])[]): boolean {
  let left = pairs;
  for (;;) {
    const kept = left.filter(([from]) => left.some(([, to]) => to === from));
    if (kept.length === left.length) return left.length > 0;
    left = kept;
  }
}
