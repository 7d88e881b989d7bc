import { describe, expect, it } from "vitest";
import { ChunkReader } from "./chunk-reader.ts";
import { fitExponent } from "./fit-exponent.ts";
import { generateFleet } from "./generate-fleet.ts";
import { measureLines } from "./measure-picture.ts";
import { toRow, toTable } from "./row.ts";
import { SHAPES } from "./shapes.ts";
import { summarise } from "./statistics.ts";

describe("figures", () => {
  it("are summarised", () => {
    const figures = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(summarise(figures)).toEqual({ min: 1, median: 51, p95: 96, max: 100 });
    expect(() => summarise([])).toThrow(RangeError);
  });

  it("stand beside those of the same run", () => {
    const row = toRow("layout", "250 nodes", "ms", [10, 20, 30], { what: "dagre", figures: [40, 40, 40] });
    expect(row.baseline?.ratio).toBe(0.5);
    expect(toTable([row])).toContain("| layout: 250 nodes | 10 ms | 20 ms | 30 ms | 30 ms | dagre: 40 ms | 0.5 |");
  });
});

describe("fitExponent", () => {
  it.each([0, 0.5, 1, 2])("finds the power %d", (power) => {
    const points = [1_000, 2_000, 5_000, 10_000].map((size) => ({ size, figure: 3 * size ** power }));
    expect(fitExponent(points)).toBeCloseTo(power);
  });

  it("finds 1.12 for n log n", () => {
    const points = [1_000, 10_000].map((size) => ({ size, figure: size * Math.log(size) }));
    expect(fitExponent(points)).toBeCloseTo(1.125, 2);
  });
});

describe("ChunkReader", () => {
  const answer = Buffer.from("HTTP/1.1 200 OK\r\nA: b\r\n\r\n5\r\nhello\r\nb\r\n with\r\nline\r\n0\r\n\r\n");

  it.each([1, 2, 3, 7, 1_000])("finds the chunks of an answer that comes in pieces of %i bytes", (length) => {
    const chunks: [string, string][] = [];
    const reader = new ChunkReader({
      keyBytes: 3,
      wantsAll: true,
      onChunk: (key, whole) => chunks.push([key, Buffer.from(whole).toString()]),
    });
    for (let at = 0; at < answer.length; at += length) reader.push(answer.subarray(at, at + length));
    expect(chunks).toEqual([
      ["hel", "hello"],
      [" wi", " with\r\nline"],
    ]);
  });

  it("keeps no more of a chunk than its beginning, when nobody wants more", () => {
    const wholes: number[] = [];
    const reader = new ChunkReader({ keyBytes: 3, wantsAll: false, onChunk: (_, whole) => wholes.push(whole.length) });
    reader.push(answer);
    expect(wholes).toEqual([3, 3]);
  });
});

describe("generateFleet", () => {
  it("gives the same fleet for the same seed, about two edges a node, a fifth alone", () => {
    const fleet = generateFleet(1_000, 3);
    expect(generateFleet(1_000, 3)).toEqual(fleet);
    const counts = fleet.map(({ spec }) => (spec as { dependsOn: unknown[] }).dependsOn.length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(900);
    expect(fleet).toHaveLength(1_000);
  });
});

describe("measuring lines", () => {
  it.each([
    [
      "that cross",
      [
        [0, 0, 10, 10],
        [0, 10, 10, 0],
      ],
      1,
    ],
    [
      "that are crossed by one of many parts",
      [
        [0, 0, 10, 10, 20, 0],
        [0, 8, 20, 8],
      ],
      2,
    ],
    [
      "that share an end",
      [
        [0, 0, 10, 10],
        [0, 0, 10, 0],
      ],
      0,
    ],
    [
      "that lie on each other",
      [
        [0, 0, 10, 0],
        [5, 0, 20, 0],
      ],
      0,
    ],
    [
      "that touch in the middle",
      [
        [0, 0, 10, 0],
        [5, 0, 5, 10],
      ],
      0,
    ],
    [
      "that share a part, once",
      [
        [0, 0, 10, 10],
        [0, 0, 10, 10, 20, 30],
        [0, 10, 10, 0],
      ],
      1,
    ],
  ])("%s", (_, edges, crossings) => {
    expect(measureLines(edges).crossings).toBe(crossings);
  });

  it("adds up the lengths", () => {
    expect(
      measureLines([
        [0, 0, 3, 4, 3, 14],
        [0, 0, 3, 4],
      ]).length,
    ).toBe(20);
  });
});

describe("shapes", () => {
  it.each(Object.entries(SHAPES))("%s are the same for the same seed, and as large as told", (_, shape) => {
    const topology = shape(300, 4);
    expect(shape(300, 4)).toEqual(topology);
    expect(topology.nodes).toHaveLength(300);
    const waveOf = new Map(topology.nodes.map(({ id, wave }) => [id, wave]));
    for (const { from, to } of topology.edges) expect(waveOf.get(from)).toBeLessThan(waveOf.get(to) ?? -1);
  });

  it("of a fleet have two edges a node and some eight waves", () => {
    const { nodes, edges } = SHAPES["fleet"]?.(1_000) ?? { nodes: [], edges: [] };
    expect(edges.length / nodes.length).toBeGreaterThan(1.4);
    expect(Math.max(...nodes.map(({ wave }) => wave))).toBeGreaterThanOrEqual(6);
  });
});
