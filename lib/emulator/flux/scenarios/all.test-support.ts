import { CYCLES } from "./cycles.test-support.ts";
import { EXPRESSIONS } from "./expressions.test-support.ts";
import { FAILURES } from "./failures.test-support.ts";
import { at, change, ks, repo, request, type Scenario, scenario } from "./scenario.test-support.ts";
import { WAITING } from "./waiting.test-support.ts";

const r1 = repo({ revision: "r1" });

/** Requests that change nothing. */
const REQUESTS: readonly Scenario[] = [
  scenario("request-on-blocked", [at(0, r1, ks("b", { dependsOn: [{ name: "a" }] })), at(15, request("b", "once"))]),
  scenario("request-on-suspended", [
    at(0, r1, ks("a")),
    at(15, change("a", { suspend: true })),
    at(20, request("a", "once")),
  ]),
];

/** Every case that was played on the real controller, by the same names. */
export const SCENARIOS: readonly Scenario[] = [...WAITING, ...CYCLES, ...EXPRESSIONS, ...FAILURES, ...REQUESTS];
