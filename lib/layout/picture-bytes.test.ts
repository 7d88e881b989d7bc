import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { createFleet, parseGraph, readFleets } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import type { PackedPicture } from "./packed-picture.ts";
import { readPicture, writePicture } from "./picture-bytes.ts";
import { toRows } from "./picture-rows.ts";

const engine = new LayeredEngine();
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const write = (picture: PackedPicture) => writePicture(picture, (text) => encoder.encode(text));
const read = (bytes: Uint8Array<ArrayBuffer>) => readPicture(bytes.buffer, (text) => decoder.decode(text));
const draw = (topology: ReturnType<typeof parseGraph>) => toRows(engine.layout({ ...topology, aspect: 1.6 })).packed;

describe("a picture in bytes", { timeout: 30_000 }, () => {
  it.each([
    ["nothing", { nodes: [], edges: [] }],
    ["one node", parseGraph("a")],
    ["names outside of ASCII", { nodes: [{ id: "größe/日本/🌊", wave: 0 }], edges: [] }],
    ["a cycle, and one that depends on itself", parseGraph("a>b b>c c>a d>d")],
    ...readFleets().map(({ name, topology }): [string, typeof topology] => [name, topology]),
  ])("is read as it was written: %s", (_, topology) => {
    const picture = draw(topology);
    expect(read(write(picture))).toEqual(picture);
  });

  it("is read as it was written, whatever the graph and wherever its cards stand", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(500), fc.constantFrom(1, 0.5, 1 / 3), (size, seed, scale) => {
        const drawn = draw(createFleet(size, seed));
        const shrink = (row: Float64Array) => row.map((value) => value * scale);
        const picture = { ...drawn, xs: shrink(drawn.xs), points: shrink(drawn.points) };
        expect(read(write(picture))).toEqual(picture);
      }),
      { numRuns: 60 },
    );
  });

  it("is two thirds of what it is in memory, and compressed a seventh", () => {
    const picture = draw(createFleet(1_000));
    const rows = [picture.xs, picture.ys, picture.from, picture.to, picture.points, picture.pointStarts];
    const held = rows.reduce((sum, { byteLength }) => sum + byteLength, picture.ids.length * 2);
    const bytes = write(picture);
    expect(bytes.length / held).toBeLessThan(0.7);
    expect(gzipSync(bytes).length / held).toBeLessThan(0.15);
  });

  it("is not taken from bytes that are something else, or cut off", () => {
    const bytes = write(draw(createFleet(30)));
    const head = encoder.encode(JSON.stringify({ rows: [], areas: [] }));
    const empty = new Uint8Array(8 + head.length);
    new DataView(empty.buffer).setUint32(0, head.length, true);
    empty.set(head, 4);
    expect(read(empty)).toBeNull();
    for (const length of [0, 3, 40, bytes.length - 8]) expect(() => read(bytes.slice(0, length))).toThrow();
    expect(() => read(encoder.encode("<!doctype html><title>Sign in</title>"))).toThrow();
  });
});
