import { describe, expect, it } from "vitest";
import { RULES } from "./rules.ts";
import { toRulesPage } from "./rules-page.ts";

describe("toRulesPage", () => {
  // After a change of a rule: vitest run lib/lint/rules-page -u
  it("is the page of the documentation", async () => {
    await expect(toRulesPage(RULES)).toMatchFileSnapshot("./rules.md");
  });

  it("says of a setting what it is without being told", () => {
    expect(toRulesPage(RULES)).toContain("- `longInterval`: an interval above this is long; default `10m`");
    expect(toRulesPage(RULES)).toContain("default `4`");
  });
});
