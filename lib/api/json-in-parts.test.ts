import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { type Cuts, JsonInParts } from "./json-in-parts.ts";

const CUTS: Cuts = { keys: ["edges", "cycles"], array: { key: "nodes", itemStart: '{"id":' }, size: 20 };

/** As it comes in pieces of so many characters, each part as soon as it is known. */
function readAll(text: string, piece = text.length): unknown {
  const json = new JsonInParts(CUTS);
  for (let at = 0; at < text.length; at += piece) {
    json.add(text.slice(at, at + piece));
    while (json.count > 0) json.readNext();
  }
  json.end();
  while (json.count > 1) json.readNext();
  return json.readNext();
}

function toNodes(count: number): readonly object[] {
  return Array.from({ length: count }, (_, at) => ({ id: `node-${at}`, dependsOn: [{ id: "x" }, { id: "y" }] }));
}

describe("JsonInParts", () => {
  const whole = {
    at: 1,
    nodes: Array.from({ length: 9 }, (_, id) => ({ id })),
    edges: [3],
    cycles: [4],
    counts: 5,
  };

  it("reads the array in parts and what is before each key, into one object", () => {
    const json = new JsonInParts(CUTS);
    json.add(JSON.stringify(whole));
    json.end();
    const value = json.readNext() as typeof whole;
    const seen = [];
    for (let left = json.count; left > 0; left--) {
      seen.push({ nodes: value.nodes.length, keys: Object.keys(value).at(-1) });
      expect(json.readNext()).toBe(value);
    }
    expect(seen.map(({ nodes }) => nodes)).toEqual([1, 4, 7, 9, 9]);
    expect(seen.map(({ keys }) => keys)).toEqual(["nodes", "nodes", "nodes", "nodes", "edges"]);
    expect(JSON.stringify(value)).toBe(JSON.stringify(whole));
    expect(json.readNext()).toBe(value);
  });

  it("reads the first parts while the rest is still to come", () => {
    const text = JSON.stringify(whole);
    const json = new JsonInParts(CUTS);
    json.add(text.slice(0, 45));
    const value = json.readNext() as typeof whole;
    expect(value.nodes.length).toBeGreaterThan(0);
    json.add(text.slice(45));
    json.end();
    while (json.count > 0) expect(json.readNext()).toBe(value);
    expect(JSON.stringify(value)).toBe(JSON.stringify(whole));
  });

  it("does not cut what is small, and says of something else than an object that it is one part", () => {
    for (const text of ['{"at":1,"edges":[]}', JSON.stringify(Array.from({ length: 90 }, (_, id) => ({ id })))]) {
      const json = new JsonInParts(CUTS);
      json.add(text);
      expect(json.count).toBe(0);
      expect(json.end().count).toBe(1);
      expect(json.readNext()).toEqual(JSON.parse(text));
    }
  });

  it.each([
    ["no such key", '{"at":1}'],
    ["no object", "[1,2]"],
    ["the key of something within", '{"at":1,"nodes":[{"id":1,"edges":[2]}],"cycles":[]}'],
    ["the key of something within, and its own", '{"at":0,"nodes":{"id":1,"edges":[2]},"edges":[3],"cycles":[]}'],
    ["the key in a text", '{"at":",\\"edges\\":","nodes":[],"edges":[1]}'],
    ["keys in another order", '{"at":1,"cycles":[1],"edges":[2],"nodes":[{"id":1},{"id":2},{"id":3}]}'],
    ["a key twice", '{"at":1,"edges":[2],"at":3,"cycles":[4]}'],
    ["a key that means something else when assigned", '{"at":1,"edges":[2],"__proto__":{"nodes":[3]}}'],
    ["items within items", JSON.stringify({ at: 1, nodes: toNodes(9), edges: [] })],
    ["another array beside", JSON.stringify({ at: 1, nodes: toNodes(1), others: [{ id: 1 }, { id: 2 }], edges: [] })],
    ["an array that ends it", JSON.stringify({ at: 1, nodes: [{ id: 1 }, { id: 2 }, { id: 3 }] })],
  ])("reads %s as the parser does", (_, text) => {
    for (const piece of [text.length, 7, 1]) {
      const read = readAll(text, piece);
      expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
      expect(Object.getPrototypeOf(read)).toBe(Object.getPrototypeOf(JSON.parse(text)));
    }
  });

  it.each(["", "{", '{"at":1,"edges":[}', '{"at":1,"edges":[1],"cycles":[', '{"at":1,"edges":[]}}'])(
    "throws what the parser throws of %j",
    (text) => expect(() => readAll(text)).toThrow(SyntaxError),
  );

  it("reads any object as the parser does", () => {
    const key = fc.constantFrom("nodes", "edges", "cycles", "at");
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.integer(),
        fc.constantFrom(',"edges":', "}", '"', '},{"id":'),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.array(fc.record({ id: tie("value") }), { maxLength: 4 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.integer({ min: 1, max: 60 }), (object, piece) => {
        const text = JSON.stringify(object);
        expect(JSON.stringify(readAll(text, piece))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 2_000 },
    );
  });
});
