import { describe, expect, it } from "vitest";
import { readFleets } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import { findFaults, findHiddenEdges } from "./picture-checks.test-support.ts";

const WINDOW = { width: 1140, height: 800 };
/** Nothing may be smaller at first sight, in a window of the size above: by how many nodes there are. */
const LEAST_ZOOM: readonly (readonly [number, number])[] = [
  [40, 0.7],
  [100, 0.3],
  [250, 0.28],
];

const fleets = readFleets();

describe.skipIf(fleets.length === 0)("real fleets", { timeout: 60_000 }, () => {
  it.each(fleets)("$name looks as it should", ({ name, topology }) => {
    const engine = new LayeredEngine();
    const start = performance.now();
    const picture = engine.layout({ ...topology, aspect: WINDOW.width / WINDOW.height });
    const time = performance.now() - start;
    const zoom = Math.min(WINDOW.width / picture.width, WINDOW.height / picture.height);
    const cells = [name, topology.nodes.length, topology.edges.length, `${picture.width} × ${picture.height}`];
    process.stdout.write(`${[...cells, `zoom ${zoom.toFixed(2)}`, `${time.toFixed(0)} ms`].join(" | ")}\n`);
    expect(findFaults(picture, topology)).toEqual([]);
    expect(findHiddenEdges(picture)).toEqual([]);
    const least = LEAST_ZOOM.find(([size]) => topology.nodes.length <= size)?.[1] ?? 0.2;
    expect(zoom).toBeGreaterThanOrEqual(least);
  });
});
