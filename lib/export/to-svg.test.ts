import { describe, expect, it } from "vitest";
import { sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import { ks } from "#lib/flux/builders.test-support.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { toExportGraph } from "./export-graph.ts";
import { fleetOf, snapshotOf } from "./graphs.test-support.ts";
import { SVG_LIMITS, toSvg } from "./to-svg.ts";

const draw = (snapshot: Snapshot, origin: "cluster" | "manifests" = "cluster") =>
  toSvg(toExportGraph(snapshot, origin), new LayeredEngine());

interface Place {
  readonly x: number;
  readonly y: number;
}

function findCards(svg: string): ReadonlyMap<string, Place> {
  const found = svg.matchAll(/<g class="node [^"]+" transform="translate\(([-\d.]+) ([-\d.]+)\)"><title>([^,.<]+)/g);
  return new Map([...found].map(([, x, y, name = ""]) => [name, { x: Number(x), y: Number(y) }]));
}

function findNumber(svg: string, pattern: RegExp): number {
  return Number(pattern.exec(svg)?.[1]);
}

describe("toSvg", () => {
  const svg = draw(sampleSnapshot());
  const cards = findCards(svg);

  it("draws every node once, within the picture, and none over another", () => {
    expect(cards.size).toBe(sampleSnapshot().nodes.length);
    const [width, height] = [findNumber(svg, /<svg [^>]* width="(\d+)"/), findNumber(svg, /<svg [^>]* height="(\d+)"/)];
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`);
    const shift = {
      x: findNumber(svg, /<g transform="translate\((\d+) /),
      y: findNumber(svg, /<g transform="translate\(\d+ (\d+)\)"/),
    };
    const places = [...cards.values()];
    for (const { x, y } of places) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + shift.x + CARD_WIDTH).toBeLessThanOrEqual(width);
      expect(y + shift.y + CARD_HEIGHT).toBeLessThanOrEqual(height);
    }
    const overlaps = places.flatMap((one, at) =>
      places
        .slice(at + 1)
        .filter((two) => Math.abs(one.x - two.x) < CARD_WIDTH && Math.abs(one.y - two.y) < CARD_HEIGHT),
    );
    expect(overlaps).toEqual([]);
  });

  it("leads every edge from the right of what is depended on to the left of what depends on it", () => {
    const chain = draw(snapshotOf([ks("a"), ks("b", { dependsOn: ["a"] }), ks("c", { dependsOn: ["b"] })]));
    const placeOf = findCards(chain);
    const ends = [...chain.matchAll(/<path class="edge \w+" d="M([-\d.]+),([-\d.]+)C[^"]* ([-\d.]+) ([-\d.]+)"/g)];
    const drawn = ends.map(([, ...numbers]) => numbers.map(Number));
    const expected = [
      ["default/a", "default/b"],
      ["default/b", "default/c"],
    ].map(([from = "", to = ""]) => {
      const [one, two] = [placeOf.get(from), placeOf.get(to)];
      const middle = CARD_HEIGHT / 2;
      return [(one?.x ?? 0) + CARD_WIDTH, (one?.y ?? 0) + middle, two?.x, (two?.y ?? 0) + middle];
    });
    expect(drawn).toEqual(expected);
  });

  it("draws what matters over what is quiet", () => {
    const looks = [...svg.matchAll(/class="edge (\w+)"/g)].map(([, look = ""]) => look);
    const order = ["satisfied", "planned", "unknown", "blocking", "missing", "cycle"];
    expect(new Set(looks).size).toBeGreaterThan(3);
    expect(looks).toEqual(looks.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  });

  it("has a look for everything that is drawn, in light and in dark", () => {
    const [style = ""] = /<style>[\s\S]*<\/style>/.exec(svg) ?? [];
    const used = new Set([...svg.matchAll(/ class="([^"]+)"/g)].flatMap(([, names = ""]) => names.split(" ")));
    const [light = "", dark = ""] = style.split("@media (prefers-color-scheme:dark)");
    // These are told by their parts, or are as their kind is.
    const plain = new Set(["node", "mark", "pill", "area", "satisfied", "planned"]);
    const lacking = [...used].filter((name) => !plain.has(name) && !new RegExp(`\\.${name}[ .,{]`).test(light));
    expect(lacking).toEqual([]);
    for (const state of ["failed", "blocked", "suspended", "missing"])
      expect(dark).toContain(`.node.${state} .sign{stroke:`);
  });

  it("points only to what is in it", () => {
    const ids = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const references = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("says when it was taken of a cluster, and nothing of the kind of manifests", () => {
    expect(svg).toMatch(/<text class="title"[^>]*>61 Kustomizations: [^<]* · 2026-\d\d-\d\d \d\d:\d\d UTC</);
    expect(draw(snapshotOf([ks("a")]), "manifests")).toMatch(/<text class="title"[^>]*>1 Kustomization</);
  });

  it("draws no more than a viewer bears, and says how many are left out", { timeout: 30_000 }, () => {
    const large = draw(snapshotOf(fleetOf(SVG_LIMITS.nodes + 200)));
    const drawn = findCards(large).size;
    expect(drawn).toBeLessThanOrEqual(SVG_LIMITS.nodes);
    expect(large).toContain(`${SVG_LIMITS.nodes + 200 - drawn} more left out`);
  });
});
