import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { type Cuts, JsonInParts } from "./json-in-parts.ts";

const CUTS: Cuts = { keys: ["edges", "cycles"], array: { key: "nodes", itemStart: '{"id":', parts: 3 } };

function readAll(text: string): unknown {
  const json = new JsonInParts(text, CUTS);
  for (let part = 1; part < json.count; part++) json.readNext();
  return json.readNext();
}

function toNodes(count: number): readonly object[] {
  return Array.from({ length: count }, (_, at) => ({ id: `node-${at}`, dependsOn: [{ id: "x" }, { id: "y" }] }));
}

describe("JsonInParts", () => {
  it("reads the array in parts and what is before each key, into one object", () => {
    const whole = {
      at: 1,
      nodes: Array.from({ length: 6 }, (_, id) => ({ id })),
      edges: [3],
      cycles: [4],
      counts: 5,
    };
    const json = new JsonInParts(JSON.stringify(whole), CUTS);
    expect(json.count).toBe(5);
    const value = json.readNext() as typeof whole;
    expect(value).toEqual({ at: 1, nodes: whole.nodes.slice(0, value.nodes.length) });
    expect([value.nodes.length > 0, value.nodes.length < 4]).toEqual([true, true]);
    expect(json.readNext()).toBe(value);
    expect(json.readNext()).toBe(value);
    expect(value).toEqual({ at: 1, nodes: whole.nodes });
    expect(json.readNext()).toBe(value);
    expect(value).toEqual({ at: 1, nodes: whole.nodes, edges: [3] });
    expect(json.readNext()).toBe(value);
    expect(JSON.stringify(value)).toBe(JSON.stringify(whole));
    expect(json.readNext()).toBe(value);
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
    const read = readAll(text);
    expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
    expect(Object.getPrototypeOf(read)).toBe(Object.getPrototypeOf(JSON.parse(text)));
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
      fc.property(fc.dictionary(key, value), (whole) => {
        const text = JSON.stringify(whole);
        expect(JSON.stringify(readAll(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 2_000 },
    );
  });
});
