import { pathMissing } from "./outcomes.test-support.ts";
import { at, change, dependsOn, ks, push, remove, repo, type Scenario, scenario } from "./scenario.test-support.ts";

const r1 = repo({ revision: "r1" });
const SUSPENDED = { suspend: true };

/** Who waits for whom, and until when. */
export const WAITING: readonly Scenario[] = [
  scenario("chain", [
    at(0, r1, ks("a", { wait: true }), ks("b", { wait: true, ...dependsOn("a") }), ks("c", dependsOn("b"))),
  ]),
  scenario("cross-ns-a", [
    at(
      0,
      r1,
      repo({ revision: "r1", namespace: "cross-ns-b" }),
      ks("b", { dependsOn: [{ name: "a", namespace: "cross-ns-a" }] }, { namespace: "cross-ns-b" }),
      ks("a"),
    ),
  ]),
  scenario("missing", [at(0, r1, ks("b", dependsOn("a")))]),
  scenario("two-blockers", [at(0, r1, ks("x"), ks("y"), ks("z", dependsOn("y", "x", "absent")))], {
    x: pathMissing("x"),
    y: pathMissing("y"),
  }),
  scenario("dependent-suspended", [at(0, r1, ks("a"), ks("b", { ...dependsOn("a"), ...SUSPENDED }))]),
  scenario("suspended-never-ran", [at(0, r1, ks("a", SUSPENDED), ks("b", dependsOn("a")))]),
  scenario("suspended-same-revision", [
    at(0, r1, ks("a")),
    at(15, change("a", SUSPENDED)),
    at(20, ks("b", dependsOn("a"))),
  ]),
  scenario("spec-changed-while-suspended", [
    at(0, r1, ks("a")),
    at(15, change("a", SUSPENDED)),
    at(20, change("a", { path: "./nowhere" })),
    at(25, ks("b", dependsOn("a"))),
  ]),
  scenario("old-revision", [
    at(0, r1, ks("a"), ks("b", dependsOn("a"))),
    at(15, change("a", SUSPENDED)),
    at(20, push("r2")),
  ]),
  scenario("recovers", [at(0, r1, ks("a"), ks("b", dependsOn("a")), ks("c", dependsOn("b"))), at(30, push("r2"))], {
    "a@r1": pathMissing("a"),
  }),
  scenario("regress", [at(0, r1, ks("a"), ks("b", dependsOn("a"))), at(15, push("r2"))], { "a@r2": pathMissing("a") }),
  scenario(
    "terminating",
    [
      at(0, r1, ks("a", { deletionPolicy: "WaitForTermination" }), ks("b", { interval: "20s", ...dependsOn("a") })),
      at(15, remove("a")),
    ],
    { a: { pruneSeconds: 60 } },
  ),
];
