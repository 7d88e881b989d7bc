import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { CommonStarts } from "./common-starts.ts";

const names = ["1-core-a", "1-core-b", "1-core-dns-x", "1-core-dns-y", "1-core-dns-z", "app-pvc", "app-web", "redis"];

describe("CommonStarts", () => {
  it.each<[string, string | null, boolean]>([
    ["1-core-a", "1-core-", true],
    ["1-core-dns-y", "1-core-dns-", true],
    ["1-core-", "1-", true],
    ["app-pvc", "app-", false],
    ["redis", null, false],
    ["", null, false],
    ["another-one", null, false],
  ])("finds what %s begins with like others", (name, stem, isFamily) => {
    const found = new CommonStarts(() => names).findStem(name);
    expect(found).toEqual(stem === null ? null : { length: stem.length, isFamily });
  });

  it.each<[string, { length: number; isFamily: boolean } | null]>([
    ["grafana-operator", null],
    ["dragonfly-operator", null],
    ["dragonfly-crds", { length: 10, isFamily: false }],
    ["dragonfly-backup", { length: 10, isFamily: true }],
    ["minecraft-fabric-world", { length: 10, isFamily: true }],
    ["minecraft-public-fabric-world", { length: 10, isFamily: true }],
    ["app-0-db", { length: 4, isFamily: true }],
  ])("gives %s up where others with another first word end like it, if that is long: %j", (name, stem) => {
    const given = [
      ...["grafana-operator", "grafana-crds", "dragonfly-operator", "dragonfly-crds", "dragonfly-backup"],
      ...["minecraft-fabric-world", "minecraft-public-fabric-world", "minecraft-public-proxy", "minecraft-x"],
      ...Array.from({ length: 20 }, (_, at) => `app-${at}-db`),
    ];
    expect(new CommonStarts(() => given).findStem(name)).toEqual(stem);
  });

  it("agrees with a look at every name", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", "-"), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(name), name, (given, asked) => {
        const others = (length: number) =>
          [...new Set(given)].filter((each) => each.startsWith(asked.slice(0, length))).length;
        const lengths = [...asked].flatMap((letter, at) =>
          letter === "-" && at > 0 && at < asked.length - 1 ? [at + 1] : [],
        );
        const longest = (least: number) => lengths.filter((length) => others(length) >= least).at(-1);
        const [family, pair] = [longest(3), longest(2)];
        const length = family ?? pair;
        const firstWord = asked.slice(0, asked.indexOf("-", 1) + 1);
        // Of such short names no end is too long to be told.
        const isShared = given.some(
          (each) => each.endsWith(asked.slice((length ?? 0) - 1)) && !each.startsWith(firstWord),
        );
        expect(new CommonStarts(() => given).findStem(asked)).toEqual(
          length === undefined ? null : { length, isFamily: family !== undefined && !isShared },
        );
      }),
    );
  });

  it("looks at the names only when it is asked, and once", () => {
    let looks = 0;
    const starts = new CommonStarts(() => {
      looks++;
      return names;
    });
    expect(looks).toBe(0);
    starts.findStem("1-core-a");
    starts.findStem("app-web");
    expect(looks).toBe(1);
  });
});
