import { describe, expect, it } from "vitest";
import { LayeredEngine } from "./layered-engine.ts";
import { findFaults } from "./picture-checks.test-support.ts";
import { readTopology } from "./read-topology.ts";
import { createRehearsal, rehearse } from "./rehearse.ts";

describe("a rehearsal", () => {
  it("is of graphs that can be laid out, another one for each seed", () => {
    const seen = new Set<string>();
    for (const seed of [1, 2, 3]) {
      const topology = createRehearsal(seed);
      const { waves, from, to } = readTopology(topology);
      expect([...from].every((start, edge) => (waves[start] ?? 0) < (waves[to[edge] ?? 0] ?? 0))).toBe(true);
      expect(findFaults(new LayeredEngine("quick").layout({ ...topology, aspect: 1.6 }), topology)).toEqual([]);
      seen.add(JSON.stringify(topology));
    }
    expect(seen.size).toBe(3);
  });

  it("comes to an end", () => expect([...rehearse()]).toHaveLength(5));
});
