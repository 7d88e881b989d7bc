import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { splitDocuments } from "./split-documents.ts";

describe("splitDocuments", () => {
  it.each<[string, string, [number, string, number][]]>([
    ["one document", "a: 1\n", [[1, "a: 1\n", 0]]],
    ["nothing", "", [[1, "", 0]]],
    ["a marker at the start", "---\na: 1\n", [[1, "---\na: 1\n", 0]]],
    [
      "two",
      "a: 1\n---\nb: 2\n",
      [
        [1, "a: 1\n", 0],
        [2, "---\nb: 2\n", 1],
      ],
    ],
    [
      "Windows lines",
      "a: 1\r\n---\r\nb: 2\r\n",
      [
        [1, "a: 1\r\n", 0],
        [2, "---\r\nb: 2\r\n", 1],
      ],
    ],
    [
      "an empty one between",
      "a: 1\n---\n---\nb: 2",
      [
        [1, "a: 1\n", 0],
        [2, "---\n", 1],
        [3, "---\nb: 2", 2],
      ],
    ],
    [
      "comments and directives before the first",
      "%YAML 1.2\n# hello\n\n---\na: 1\n",
      [[1, "%YAML 1.2\n# hello\n\n---\na: 1\n", 0]],
    ],
    [
      "content after the marker",
      "--- {a: 1}\n--- b\n",
      [
        [1, "--- {a: 1}\n", 0],
        [2, "--- b\n", 1],
      ],
    ],
    ["a longer dash line, which is none", "a: |\n  x\n----\n", [[1, "a: |\n  x\n----\n", 0]]],
    ["an indented one in a text, which is none", "a: |\n  ---\n  x\n", [[1, "a: |\n  ---\n  x\n", 0]]],
  ])("cuts %s", (_, text, expected) => {
    expect(splitDocuments(text).map(({ number, text: piece, linesBefore }) => [number, piece, linesBefore])).toEqual(
      expected,
    );
  });

  it("loses nothing, and counts the lines before each piece", () => {
    const line = fc.constantFrom("---", "--- x", "a: 1", "", "# c", "%YAML 1.2", "  ---", "...");
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom("\n", "\r\n"), (lines, end) => {
        const text = lines.join(end);
        const pieces = splitDocuments(text);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        let before = "";
        for (const piece of pieces) {
          expect(piece.linesBefore).toBe(before.split("\n").length - 1);
          before += piece.text;
        }
      }),
    );
  });
});
