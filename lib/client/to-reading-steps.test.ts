import { describe, expect, it } from "vitest";
import { JsonInParts } from "#lib/api/json-in-parts.ts";
import { SNAPSHOT_CUTS } from "#lib/api/parse-snapshot.ts";
import { SAMPLE } from "./snapshot.test-support.ts";
import { toReadingSteps } from "./to-reading-steps.ts";

const TEXT = JSON.stringify(SAMPLE);

function toParts(size: number): JsonInParts {
  const json = new JsonInParts({ ...SNAPSHOT_CUTS, size });
  json.add(TEXT);
  return json;
}

/** Takes the steps one after the other and tells what was heard after which. */
function follow(data: unknown) {
  const heard: [what: string, step: number, nodes: number, edges: number][] = [];
  let step = 0;
  const note =
    (what: string) =>
    ({ nodes, edges }: typeof SAMPLE) =>
      heard.push([what, step, nodes.length, edges.length]);
  const steps = toReadingSteps(data, { onArriving: note("arriving"), onRead: note("read") });
  for (const take of steps) {
    step++;
    take();
  }
  return { heard, count: steps.length };
}

describe("the steps in which a snapshot is read", () => {
  const [nodes, edges] = [SAMPLE.nodes.length, SAMPLE.edges.length];

  it("tells of nodes and edges before the last part is read, and of the whole at the end", () => {
    const { heard, count } = follow(toParts(5_000).end());
    expect(count).toBeGreaterThan(8);
    expect(heard).toEqual([
      ["arriving", count - 3, nodes, edges],
      ["read", count, nodes, edges],
    ]);
  });

  it("reads a text as well, and what is left of one that was read in part", () => {
    const begun = toParts(5_000);
    const all = begun.count;
    while (begun.count > 0) begun.readNext();
    expect(all).toBeGreaterThan(1);
    for (const data of [TEXT, begun.end()])
      expect(follow(data).heard.map(([what, , ...counts]) => [what, ...counts])).toEqual([
        ["arriving", nodes, edges],
        ["read", nodes, edges],
      ]);
  });

  it.each(["", "{", "[]", '{"nodes":[],"edges":[],"clusters":[]}'])("throws where it is none: %j", (text) => {
    expect(() => follow(text)).toThrow();
  });
});
