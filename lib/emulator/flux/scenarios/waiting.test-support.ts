import { pathMissing } from "./outcomes.test-support.ts";
import { after, at, change, ks, push, remove, repo, type Scenario, scenario } from "./scenario.test-support.ts";

const r1 = repo({ revision: "r1" });
const SUSPENDED = { suspend: true };

/** Who waits for whom, and until when. */
export const WAITING: readonly Scenario[] = [
  scenario("chain", [at(0, r1, ks("a", { wait: true }), ks("b", { wait: true, ...after("a") }), ks("c", after("b")))]),
  scenario("cross-ns-a", [
    at(
      0,
      r1,
      repo({ revision: "r1", namespace: "cross-ns-b" }),
      ks("b", { dependsOn: [{ name: "a", namespace: "cross-ns-a" }] }, { namespace: "cross-ns-b" }),
      ks("a"),
    ),
  ]),
  scenario("missing", [at(0, r1, ks("b", after("a")))]),
  scenario("two-blockers", [at(0, r1, ks("x"), ks("y"), ks("z", after("y", "x", "absent")))], {
    x: pathMissing("x"),
    y: pathMissing("y"),
  }),
  scenario("dependent-suspended", [at(0, r1, ks("a"), ks("b", { ...after("a"), ...SUSPENDED }))]),
  scenario("suspended-never-ran", [at(0, r1, ks("a", SUSPENDED), ks("b", after("a")))]),
  scenario("suspended-same-revision", [
    at(0, r1, ks("a")),
    at(15, change("a", SUSPENDED)),
    at(20, ks("b", after("a"))),
  ]),
  scenario("spec-changed-while-suspended", [
    at(0, r1, ks("a")),
    at(15, change("a", SUSPENDED)),
    at(20, change("a", { path: "./nowhere" })),
    at(25, ks("b", after("a"))),
  ]),
  scenario("old-revision", [
    at(0, r1, ks("a"), ks("b", after("a"))),
    at(15, change("a", SUSPENDED)),
    at(20, push("r2")),
  ]),
  scenario("recovers", [at(0, r1, ks("a"), ks("b", after("a")), ks("c", after("b"))), at(30, push("r2"))], {
    "a@r1": pathMissing("a"),
  }),
  scenario("regress", [at(0, r1, ks("a"), ks("b", after("a"))), at(15, push("r2"))], { "a@r2": pathMissing("a") }),
  scenario(
    "terminating",
    [
      at(0, r1, ks("a", { deletionPolicy: "WaitForTermination" }), ks("b", { interval: "20s", ...after("a") })),
      at(15, remove("a")),
    ],
    { a: { pruneSeconds: 60 } },
  ),
];
