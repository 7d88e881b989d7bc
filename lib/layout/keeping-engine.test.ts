import { describe, expect, it } from "vitest";
import { KeepingEngine } from "./keeping-engine.ts";
import { LayeredEngine } from "./layered-engine.ts";

const nodes = [
  { id: "a", wave: 0 },
  { id: "b", wave: 1 },
];
const edges = [{ from: "a", to: "b" }];

describe("KeepingEngine", () => {
  it("gives what the engine gives, and the very same for the same topology in any order", () => {
    const engine = new KeepingEngine(new LayeredEngine(), 2);
    const first = engine.layout({ nodes, edges, aspect: 1 });
    expect(first).toEqual(new LayeredEngine().layout({ nodes, edges, aspect: 1 }));
    expect(engine.layout({ nodes: nodes.toReversed(), edges, aspect: 1 })).toBe(first);
  });

  it("lays out anew for another shape or topology, and forgets the oldest", () => {
    const engine = new KeepingEngine(new LayeredEngine(), 2);
    const first = engine.layout({ nodes, edges, aspect: 1 });
    expect(engine.layout({ nodes, edges, aspect: 2 })).not.toBe(first);
    expect(engine.layout({ nodes, edges: [], aspect: 1 }).edges.size).toBe(0);
    expect(engine.layout({ nodes, edges, aspect: 1 })).not.toBe(first);
  });
});
