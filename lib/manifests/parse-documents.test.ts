import { describe, expect, it } from "vitest";
import { parseDocument } from "./parse-documents.ts";

const parse = (text: string, linesBefore = 0) => parseDocument({ number: 1, text, linesBefore });

describe("parseDocument", () => {
  it.each([
    ["a: [1\nb: 2", 2, 1],
    ["a: 1\n b: 2", 1, 4],
    ["a: 'x", 1, 6],
    ["{", 1, 2],
    ["\ta: 1", 1, 1],
    ["a: *nowhere", 1, 1],
  ])("says of %j where it breaks", (text, line, column) => {
    expect(parse(text, 10)[0]).toMatchObject({ line: line + 10, column, error: expect.any(String) });
  });

  it("gives the line of each field, and none for one that is not there", () => {
    const [parsed] = parse("\n# a\na:\n  b:\n    - x\n    - y\n", 100);
    if (parsed === undefined || "error" in parsed) throw new Error("should parse");
    expect([["a"], ["a", "b"], ["a", "b", 1], ["gone", 4], []].map((path) => parsed.lineOf(path))).toEqual([
      104,
      105,
      106,
      null,
      103,
    ]);
  });

  it("gives what stands before and after the end of a document", () => {
    expect(parse("a: 1\n...\nb: 2\n").map((one) => ("value" in one ? one.value : one.error))).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });

  it.each([
    ["lists", "[".repeat(100_000)],
    ["objects", "{a: ".repeat(100_000)],
    ["blocks", Array.from({ length: 5_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ])("ends on %s within each other without end", (_, text) => {
    const [parsed] = parse(text);
    expect(parsed === undefined || "error" in parsed || typeof parsed.value === "object").toBe(true);
  });

  it("says of what ran out of stack that it is nested too deeply", () => {
    const text = `spec: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`;
    expect(parse(text)).toMatchObject([{ error: "This is nested too deeply to be read." }]);
  });

  it("does not unfold what grows without end", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 30; level++)
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(", ")}]`,
      );
    const begin = performance.now();
    expect(parse(lines.join("\n"))).toMatchObject([{ error: "This repeats its anchors too often to be unfolded." }]);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it("reads a fair use of anchors", () => {
    const [parsed] = parse("base: &base { interval: 10m }\none: { <<: *base }\ntwo: *base\n");
    expect(parsed).toMatchObject({ value: { two: { interval: "10m" } } });
  });
});
