import { describe, expect, it } from "vitest";
import { chooseLabels, type Label } from "./choose-labels.ts";

const at = (name: string, x: number, y: number, given: Partial<Label> = {}): Label => ({
  name,
  x,
  y,
  isAtEnd: false,
  count: 0,
  ...given,
});
const choose = (zoom: number, ...labels: Label[]) => chooseLabels(labels, zoom).map(({ name }) => name);

describe("chooseLabels", () => {
  it.each<[string, number, Label[], string[]]>([
    ["nothing", 1, [], []],
    ["what stands apart", 1, [at("a", 0, 0), at("b", 100, 0), at("c", 0, 20)], ["a", "b", "c"]],
    ["the more important of two", 1, [at("worst", 0, 0), at("second", 30, 10)], ["worst"]],
    ["both from nearer by", 1, [at("worst", 0, 0), at("second", 300, 100)], ["worst", "second"]],
    ["one of them from further away", 0.1, [at("worst", 0, 0), at("second", 300, 100)], ["worst"]],
    ["what lies over one that is left out", 1, [at("a", 0, 0), at("b", 20, 0), at("c", 45, 0)], ["a", "c"]],
    ["one that grows to the other side", 1, [at("a", 100, 0), at("b", 100, 0, { isAtEnd: true })], ["a", "b"]],
    ["a count takes room", 1, [at("a", 0, 0, { count: 177 }), at("b", 45, 0)], ["a"]],
  ])("chooses %s", (_, zoom, labels, expected) => expect(choose(zoom, ...labels)).toEqual(expected));

  it("never gives less from nearer by", () => {
    const labels = Array.from({ length: 30 }, (_, n) => at(`app-${n}`, (n * 997) % 3000, (n * 611) % 2000));
    let before = 0;
    for (let zoom = 0.05; zoom < 0.35; zoom *= 1.1) {
      const { length } = choose(zoom, ...labels);
      expect(length).toBeGreaterThanOrEqual(Math.min(before, 8));
      before = length;
    }
    expect(before).toBe(30);
  });
});
