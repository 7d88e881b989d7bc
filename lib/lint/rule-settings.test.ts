import { describe, expect, it } from "vitest";
import { parseRuleSettings } from "./rule-settings.ts";
import { RULES } from "./rules.ts";

function read(value: unknown) {
  return parseRuleSettings(value, RULES);
}

describe("parseRuleSettings", () => {
  it.each([[undefined], [null], [{}], [{ rules: {} }], [{ rules: null }]])("takes %j for no configuration", (value) => {
    expect(read(value)).toEqual({ ok: true, settings: new Map() });
  });

  it("reads levels and numbers", () => {
    const value = {
      rules: {
        cycle: "warning",
        "same-path": "off",
        "cross-namespace-source": false,
        "deep-chain": { severity: "error", most: 6 },
        "no-retry-interval": { longInterval: "30m" },
      },
    };
    expect(read(value)).toEqual({
      ok: true,
      settings: new Map([
        ["cycle", { severity: "warning", options: {} }],
        ["same-path", { severity: "off", options: {} }],
        ["cross-namespace-source", { severity: "off", options: {} }],
        ["deep-chain", { severity: "error", options: { most: 6 } }],
        ["no-retry-interval", { severity: null, options: { longInterval: 1800 } }],
      ]),
    });
  });

  it.each<[unknown, string]>([
    ["off", "The configuration should be an object with the field rules."],
    [[], "The configuration should be an object with the field rules."],
    [{ rule: {} }, "rule: there is no such field; the only one is rules."],
    [{ rules: [] }, "rules: should be an object, rule by rule."],
    [{ rules: { "deep-chian": "off" } }, "rules.deep-chian: there is no such rule; did you mean deep-chain?"],
    [{ rules: { nonsense: "off" } }, "rules.nonsense: there is no such rule"],
    [{ rules: { constructor: "off" } }, "rules.constructor: there is no such rule"],
    [{ rules: { cycle: "fatal" } }, "rules.cycle: should be error, warning, info or off"],
    [{ rules: { cycle: null } }, "rules.cycle: should be error, warning, info or off"],
    [{ rules: { cycle: { severity: 1 } } }, "rules.cycle.severity: should be error, warning, info or off"],
    [{ rules: { cycle: { most: 1 } } }, "rules.cycle.most: cycle has no such setting; there is only severity."],
    [
      { rules: { "deep-chain": { deep: 1 } } },
      "rules.deep-chain.deep: deep-chain has no such setting; there are severity, most.",
    ],
    [
      { rules: { "deep-chain": { toString: 1 } } },
      "rules.deep-chain.toString: deep-chain has no such setting; there are severity, most.",
    ],
    [{ rules: { "deep-chain": { most: -1 } } }, "rules.deep-chain.most: should be a whole number from 0"],
    [{ rules: { "deep-chain": { most: "4" } } }, "rules.deep-chain.most: should be a whole number from 0"],
    [
      { rules: { "no-retry-interval": { longInterval: 600 } } },
      "rules.no-retry-interval.longInterval: should be a duration such as 10m",
    ],
    [
      { rules: { "no-retry-interval": { longInterval: "soon" } } },
      "rules.no-retry-interval.longInterval: should be a duration such as 10m",
    ],
  ])("refuses %j", (value, fault) => expect(read(value)).toEqual({ ok: false, faults: [fault] }));

  it("tells every fault", () => {
    const reading = read({ rule: 1, rules: { nonsense: "off", cycle: "fatal" } });
    expect(reading.ok ? [] : reading.faults).toHaveLength(3);
  });
});
