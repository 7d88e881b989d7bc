import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { matchesPattern } from "./re2-match.ts";
import { PatternError } from "./re2-syntax.ts";
import { UndecidableError } from "./undecidable.ts";

describe("matchesPattern", () => {
  it.each<[string, string, boolean]>([
    ["^main@sha1:[0-9a-f]{40}$", `main@sha1:${"1".repeat(40)}`, true],
    ["^main@sha1:[0-9a-f]{40}$", "main@sha1:12", false],
    ["d.", "db", true],
    ["d.", "d", false],
    ["a.c", "a\nc", false],
    ["(?s)a.c", "a\nc", true],
    ["^(?i)DB$", "db", true],
    ["(?i:D)b", "db", true],
    ["(?i:D)B", "db", false],
    ["^b$", "a\nb", false],
    ["(?m)^b$", "a\nb\nc", true],
    ["\\Ab\\z", "b", true],
    ["\\bcat\\b", "a cat.", true],
    ["\\bcat\\b", "concat", false],
    ["a|b|", "", true],
    ["^(a|b)+$", "abba", true],
    ["^(?:ab){2,3}$", "ababab", true],
    ["^(?:ab){2,3}$", "abababab", false],
    ["^(?P<n>x)(?<m>y)$", "xy", true],
    ["^[^a-c]+$", "xyz", true],
    ["^[]a]+$", "]a", true],
    ["^[a\\-z]+$", "-az", true],
    ["^[[:alpha:]_]+$", "ab_", true],
    ["^\\x41\\x{42}\\n\\t\\.$", "AB\n\t.", true],
    ["^[\\d\\s]+$", "1 2", true],
    ["^\\W$", "é", true],
    ["é", "café", true],
    ["^.$", "😀", true],
    ["a{,2}", "a{,2}", true],
    ["x*", "", true],
    ["", "anything", true],
  ])("%s in %j: %s", (pattern, text, expected) => expect(matchesPattern(text, pattern)).toBe(expected));

  it.each([
    "(",
    ")",
    "a)",
    "*a",
    "a**",
    "(?=a)",
    "(?!a)",
    "(?<=a)",
    "\\1",
    "\\y",
    "[a",
    "[b-a]",
    "a{1001}",
    "a{2,1}",
    "\\",
  ])("%s is refused, as RE2 does", (pattern) => expect(() => matchesPattern("a", pattern)).toThrow(PatternError));

  it.each(["\\pL", "\\Qa\\E", "(?U)a", "(((a{1000}){1000}){1000})", "(".repeat(2_000) + ")".repeat(2_000)])(
    "%s cannot be told",
    (pattern) => expect(() => matchesPattern("a", pattern)).toThrow(UndecidableError),
  );

  it("agrees with the engine of the language over what both know", { timeout: 60_000 }, () => {
    const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "\\d", "(a|b)", "(?:ab)", "^", "$");
    const part = fc
      .tuple(atom, fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}"))
      .map(([one, count]) => (one === "^" || one === "$" ? one : one + count));
    const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "1", "c"), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (one, words) => {
        expect(matchesPattern(words, one)).toBe(new RegExp(one).test(words));
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes no longer over a pattern that makes others try every way", { timeout: 60_000 }, () => {
    const began = performance.now();
    expect(matchesPattern("a".repeat(20_000), "^(a+)+$")).toBe(true);
    expect(matchesPattern(`${"a".repeat(20_000)}b`, "^(a+)+$")).toBe(false);
    expect(matchesPattern(`${"a".repeat(5_000)}b`, "^(a|a?)*c$")).toBe(false);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
