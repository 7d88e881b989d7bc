import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { isSopsFile, mayHoldFlux } from "./may-hold-flux.ts";
import { parseDocument } from "./parse-documents.ts";
import { sortDocument } from "./sort-documents.ts";

describe("mayHoldFlux", () => {
  it.each([
    "apiVersion: kustomize.toolkit.fluxcd.io/v1",
    "apiVersion: 'source.toolkit.fluxcd.io/v1beta2'",
    String.raw`{"apiVersion": "kustomize.toolkit.fluxcd.io\/v1"}`,
    String.raw`apiVersion: "kustomize.toolkit\u002efluxcd.io/v1"`,
    String.raw`apiVersion: "kustomize.toolkit\x2Efluxcd.io/v1"`,
    'apiVersion: "kustomize.toolkit.\\\n  fluxcd.io/v1"',
    "- &a kustomize.toolkit.fluxcd.io/v1\n- apiVersion: *a",
    '{"cluster": "a",\n "kustomizations": []}',
  ])("takes %j", (text) => expect(mayHoldFlux(text)).toBe(true));

  it.each([
    "apiVersion: v1\nkind: ConfigMap",
    "metadata:\n  name: kustomizations.kustomize.toolkit.fluxcd.io\nspec:\n  group: kustomize.toolkit.fluxcd.io",
    "labels:\n  kustomize.toolkit.fluxcd.io/name: apps",
    "note: about kustomizations: none here",
    String.raw`pattern: ^\d+\.\w$`,
  ])("passes over %j", (text) => expect(mayHoldFlux(text)).toBe(false));

  it("misses no Kustomization, however its text is written", () => {
    const group = "kustomize.toolkit.fluxcd.io/v1";
    const spell = (letter: string, how: number) => {
      const code = letter.charCodeAt(0).toString(16);
      if (how === 1) return `\\x${code.padStart(2, "0")}`;
      if (how === 2) return `\\u${code.padStart(4, "0")}`;
      if (how === 3) return `\\U${code.padStart(8, "0")}`;
      return how === 4 ? `\\\n  ${letter}` : letter;
    };
    const ways = fc.array(fc.nat(12), { minLength: group.length, maxLength: group.length });
    fc.assert(
      fc.property(ways, (how) => {
        const written = [...group].map((letter, at) => spell(letter, how[at] ?? 0)).join("");
        const text = `apiVersion: "${written}"\nkind: Kustomization\nmetadata: { name: a }\nspec: {}\n`;
        const [parsed] = parseDocument({ number: 1, text, linesBefore: 0 });
        const value = parsed !== undefined && "value" in parsed ? parsed.value : null;
        expect(sortDocument(value, { namespace: null })).toMatchObject([{ as: "object" }]);
        expect(mayHoldFlux(text)).toBe(true);
      }),
    );
  });

  it("misses none that a writer of YAML or JSON made, in any style", () => {
    const value = { apiVersion: "kustomize.toolkit.fluxcd.io/v1", kind: "Kustomization", metadata: { name: "a" } };
    const style = fc.record({
      defaultStringType: fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_FOLDED", "BLOCK_LITERAL"),
      lineWidth: fc.integer({ min: 21, max: 80 }),
      collectionStyle: fc.constantFrom("any", "block", "flow"),
    });
    fc.assert(
      fc.property(style, (options) => {
        expect(mayHoldFlux(stringify(value, options as object))).toBe(true);
      }),
    );
    expect(mayHoldFlux(JSON.stringify(value))).toBe(true);
  });
});

describe("isSopsFile", () => {
  it.each([
    ["a: ENC[x]\nsops:\n  mac: x\n", true],
    ['{\n  "a": "ENC[x]",\n  "sops": {}\n}', true],
    ["a:\n  sops: 1\n", false],
    ["# sops: no", false],
  ])("%j: %s", (text, expected) => expect(isSopsFile(text)).toBe(expected));
});
