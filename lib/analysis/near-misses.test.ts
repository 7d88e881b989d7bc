import { describe, expect, it } from "vitest";
import { blockedBy, ks, NOW } from "#lib/flux/builders.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { isWithin } from "./edit-distance.ts";
import { replay } from "./replay.test-support.ts";

const waiting = (on: string) =>
  ks("waiting", { dependsOn: [on], ready: blockedBy(on.includes("/") ? on : `default/${on}`) });

const holding = (...ids: readonly string[]) =>
  ks("holder", {
    status: { inventory: { entries: ids.map((id) => ({ id: `${id}_helm.toolkit.fluxcd.io_HelmRelease`, v: "v2" })) } },
  });

function find(objects: readonly RawObject[]) {
  const snapshot = replay(
    objects.map((object) => ({ type: "ADDED", object })),
    { now: NOW },
  );
  const node = snapshot.nodes.find(({ state }) => state === "missing");
  return {
    misses: (node?.nearMisses ?? []).map(({ kind, namespace, name, why }) => `${kind} ${namespace}/${name} by ${why}`),
    problem: snapshot.problems[0],
  };
}

describe("near misses of a missing dependency", () => {
  it.each<[string, readonly RawObject[], string[], string]>([
    [
      "the same name in another namespace",
      [waiting("redis"), ks("redis", { namespace: "data" })],
      ["Kustomization data/redis by namespace"],
      "There is data/redis: write its namespace in the dependsOn. Otherwise create redis, or take it out of the dependsOn of those that wait for it.",
    ],
    [
      "a HelmRelease of that name, as an inventory tells",
      [waiting("redis"), holding("cache_redis", "default_redis")],
      ["HelmRelease default/redis by kind", "HelmRelease cache/redis by kind"],
      "There is a HelmRelease default/redis, but dependsOn looks for Kustomizations: name the one that applies it. Otherwise create redis, or take it out of the dependsOn of those that wait for it.",
    ],
    [
      "a letter or two otherwise",
      [waiting("postgers"), ks("postgres"), ks("progress"), ks("postgres-operator")],
      ["Kustomization default/postgres by spelling"],
      "There is default/postgres: is that what was meant? Otherwise create postgers, or take it out of the dependsOn of those that wait for it.",
    ],
    [
      "the likelier first, and no more than three",
      [
        waiting("redis"),
        ks("redit"),
        ks("redis", { namespace: "a" }),
        ks("redis", { namespace: "b" }),
        holding("x_redis"),
      ],
      ["Kustomization a/redis by namespace", "Kustomization b/redis by namespace", "HelmRelease x/redis by kind"],
      "There is a/redis: write its namespace in the dependsOn. Otherwise create redis, or take it out of the dependsOn of those that wait for it.",
    ],
    [
      "none",
      [waiting("redis"), ks("kafka"), ks("re")],
      [],
      "Create redis, or take it out of the dependsOn of those that wait for it.",
    ],
    [
      "none for a name of three letters",
      [waiting("web"), ks("wen")],
      [],
      "Create web, or take it out of the dependsOn of those that wait for it.",
    ],
  ])("%s", (_, objects, misses, advice) => {
    const found = find(objects);
    expect(found.misses).toEqual(misses);
    expect(found.problem).toMatchObject({ kind: "missing", advice });
  });

  it("are found at once where hundreds are missing among thousands", { timeout: 30_000 }, () => {
    const names = Array.from({ length: 3_000 }, (_, index) => ks(`application-${index}`));
    const dangling = Array.from({ length: 600 }, (_, index) => ({ name: `aplication-${index}` }));
    const began = performance.now();
    const found = find([...names, ks("waiting", { dependsOn: dangling, ready: blockedBy("default/aplication-0") })]);
    expect(found.misses[0]).toBe("Kustomization default/application-0 by spelling");
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});

describe("isWithin", () => {
  it("agrees with the full table of the distance, swaps included", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (from, to, most) => {
        expect(isWithin(from, to, most)).toBe(measure(from, to) <= most);
      }),
    );
  });
});

function measure(from: string, to: string): number {
  const table = Array.from({ length: from.length + 1 }, (_, line) =>
    Array.from({ length: to.length + 1 }, (_, column) => (line === 0 ? column : column === 0 ? line : 0)),
  );
  const cell = (line: number, column: number) => table[line]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let line = 1; line <= from.length; line++) {
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[line - 1] === to[column - 1];
      const isSwap = from[line - 1] === to[column - 2] && from[line - 2] === to[column - 1];
      const ways = [
        cell(line - 1, column - 1) + (isSame ? 0 : 1),
        cell(line - 1, column) + 1,
        cell(line, column - 1) + 1,
      ];
      if (isSwap && line > 1 && column > 1) ways.push(cell(line - 2, column - 2) + 1);
      const row = table[line];
      if (row !== undefined) row[column] = Math.min(...ways);
    }
  }
  return cell(from.length, to.length);
}
