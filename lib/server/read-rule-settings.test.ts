import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readRuleSettings } from "./read-rule-settings.ts";

const folder = mkdtempSync(path.join(tmpdir(), "headwater-rules-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("readRuleSettings", () => {
  it("leaves every rule as it comes where there is no file, or an empty one", () => {
    expect(readRuleSettings(null).size).toBe(0);
    expect(readRuleSettings(write("empty.yaml", "# nothing yet\n")).size).toBe(0);
  });

  it.each([
    ["rules.yaml", "rules:\n  deep-chain:\n    most: 6\n  cross-namespace-source: off\n"],
    ["rules.json", '{"rules": {"deep-chain": {"most": 6}, "cross-namespace-source": "off"}}'],
  ])("reads %s", (name, text) => {
    expect([...readRuleSettings(write(name, text))]).toEqual([
      ["deep-chain", { severity: null, options: { most: 6 } }],
      ["cross-namespace-source", { severity: "off", options: {} }],
    ]);
  });

  it.each([
    ["typo.yaml", "rules: { deep-chian: off }", /typo\.yaml .*did you mean deep-chain\?$/],
    ["broken.yaml", "rules: [\n", /broken\.yaml .*cannot be read: .*line/],
    ["two.yaml", "rules: 1\nrule: 2\n", /rule: there is no such field.* rules: should be an object/],
  ])("says what is wrong in %s", (name, text, words) => {
    expect(() => readRuleSettings(write(name, text))).toThrow(words);
  });

  it("says which file is not there", () => {
    expect(() => readRuleSettings(path.join(folder, "none.yaml"))).toThrow(/none\.yaml .*ENOENT/);
  });
});
