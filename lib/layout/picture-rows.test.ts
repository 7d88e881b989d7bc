import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { drawLines } from "./draw-lines.ts";
import { toEdgeCurves } from "./edge-path.ts";
import { createFleet, parseGraph } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import { type LayoutResult, toEdgeKey } from "./layout-engine.ts";
import { isPackedPicture } from "./packed-picture.ts";
import { toRows, unpackPicture } from "./picture-rows.ts";
import { toPlainPicture } from "./plain-picture.test-support.ts";

const engine = new LayeredEngine();
const draw = (text: string) => engine.layout({ ...parseGraph(text), aspect: 1.5 });
const send = (picture: LayoutResult) => unpackPicture(structuredClone(toRows(picture).packed));

describe("a picture in rows", { timeout: 30_000 }, () => {
  it.each([
    ["nothing", { nodes: [], edges: [] }],
    ["one node", parseGraph("a")],
    ["a chain and two alone", parseGraph("a>b b>c d e")],
    ["a cycle, and one that depends on itself", parseGraph("a>b b>c c>a d>d")],
  ])("comes out as it went in: %s", (_, topology) => {
    const picture = toPlainPicture(engine.layout({ ...topology, aspect: 1 }));
    expect(toPlainPicture(send(picture))).toEqual(picture);
  });

  it("comes out as it went in, and goes in again, whatever the graph", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(500), (size, seed) => {
        const input = { ...createFleet(size, seed), aspect: 1.6 };
        const picture = engine.layout(input);
        const received = send(picture);
        const plain = toPlainPicture(picture);
        expect(toPlainPicture(received)).toEqual(plain);
        // Packed by the engine as it draws, and packed from what it has drawn: both the same.
        expect(toRows(picture).packed).toEqual(toRows(plain).packed);
        expect(toPlainPicture(send(plain))).toEqual(plain);
        // Whoever goes on from it goes on as from the picture itself.
        const less = { ...input, nodes: input.nodes.slice(1) };
        expect(engine.layout({ ...less, previous: received })).toEqual(engine.layout({ ...less, previous: picture }));
      }),
      { numRuns: 25 },
    );
  });

  it("is packed once", () => {
    const picture = draw("a>b");
    expect(toRows(picture)).toBe(toRows(picture));
    const received = unpackPicture(toRows(picture).packed);
    expect(toRows(received).packed).toBe(toRows(picture).packed);
  });

  it("finds each edge by its ends, by its key and by its place", () => {
    const picture = engine.layout({ ...createFleet(300), aspect: 1.6 });
    const rows = toRows(picture);
    const { curves, starts, bounds } = drawLines(rows.packed);
    for (const [key, points] of picture.edges) {
      const edge = rows.findKey(key);
      const [from = "", to = ""] = key.split("\n");
      expect(rows.findEdge(from, to)).toBe(edge);
      expect(rows.toKey(edge)).toBe(key);
      const joined = curves.subarray(starts[edge], starts[edge + 1]);
      expect(joined).toEqual(Float32Array.from(toEdgeCurves(points)));
      const xs = joined.filter((_, place) => place % 2 === 0);
      const ys = joined.filter((_, place) => place % 2 === 1);
      expect([...bounds.subarray(edge * 4, edge * 4 + 4)]).toEqual([
        Math.min(...xs),
        Math.min(...ys),
        Math.max(...xs),
        Math.max(...ys),
      ]);
    }
    expect(rows.findEdge("nobody", rows.ids[0] ?? "")).toBe(-1);
    expect(rows.findEdge(rows.ids[0] ?? "", rows.ids[0] ?? "")).toBe(-1);
    expect(rows.findKey("no edge")).toBe(-1);
  });

  it("is asked as a map is", () => {
    const { nodes, edges } = send(draw("a>b"));
    expect(nodes.has("a")).toBe(true);
    expect(nodes.has("x")).toBe(false);
    expect(nodes.get("x")).toBeUndefined();
    expect([...nodes.keys()]).toEqual(["a", "b"]);
    expect([...edges.keys()]).toEqual([toEdgeKey("a", "b")]);
    expect([...nodes.values()]).toEqual([nodes.get("a"), nodes.get("b")]);
    const seen: string[] = [];
    nodes.forEach((_, id, map) => void seen.push(`${id} ${map === nodes}`));
    expect(seen).toEqual(["a true", "b true"]);
  });

  it("leaves out edges that lead to nothing or have no way", () => {
    const picture = draw("a>b");
    const edges = new Map([
      ...picture.edges,
      [toEdgeKey("a", "gone"), [0, 0, 1, 1]] as const,
      [toEdgeKey("b", "a"), [0, 0]] as const,
    ]);
    expect([...send({ ...picture, edges }).edges.keys()]).toEqual([toEdgeKey("a", "b")]);
  });

  it.each<[string, (packed: Record<string, unknown>) => unknown]>([
    ["nothing", () => null],
    ["a picture that is not packed", () => toPlainPicture(draw("a>b"))],
    ["rows of another kind", (packed) => ({ ...packed, from: new Float64Array() })],
    ["no size", (packed) => ({ ...packed, height: Number.NaN })],
    ["no areas", (packed) => ({ ...packed, areas: "none" })],
  ])("is known from %s", (_, spoil) => {
    const packed = toRows(draw("a>b")).packed;
    expect(isPackedPicture(structuredClone(packed))).toBe(true);
    expect(isPackedPicture(spoil({ ...packed }))).toBe(false);
  });
});
