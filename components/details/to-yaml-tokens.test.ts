import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toYamlTokens } from "./to-yaml-tokens.ts";

function say(line: string): string {
  return toYamlTokens(line)
    .map(({ kind, text }) => `${kind}(${text})`)
    .join("");
}

describe("toYamlTokens", () => {
  it.each([
    ["", ""],
    ["apiVersion: v1", "key(apiVersion)mark(: )value(v1)"],
    ["  prune: true", "mark(  )key(prune)mark(: )literal(true)"],
    ["  count: -3", "mark(  )key(count)mark(: )literal(-3)"],
    ["spec:", "key(spec)mark(:)"],
    ["- name: infra", "mark(- )key(name)mark(: )value(infra)"],
    ["  - - x", "mark(  - - )value(x)"],
    ["  - plain text: no, yes", "mark(  - )value(plain text: no, yes)"],
    ['  "a:b": c', 'mark(  )key("a:b")mark(: )value(c)'],
    ["  reconcile.fluxcd.io/requestedAt: x", "mark(  )key(reconcile.fluxcd.io/requestedAt)mark(: )value(x)"],
    ["  url: https://x/y", "mark(  )key(url)mark(: )value(https://x/y)"],
    ["# a note", "comment(# a note)"],
    ["a: # a note", "key(a)mark(: )comment(# a note)"],
    ["    https://x/y", "mark(    )value(https://x/y)"],
  ])("%j", (line, expected) => {
    expect(say(line)).toBe(expected);
  });

  it("loses no letter of any line", () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        expect(
          toYamlTokens(line)
            .map(({ text }) => text)
            .join(""),
        ).toBe(line);
      }),
    );
  });
});
