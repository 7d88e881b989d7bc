import { neverHealthy } from "./outcomes.test-support.ts";
import { after, at, change, ks, push, repo, type Scenario, scenario } from "./scenario.test-support.ts";

const r1 = repo({ revision: "r1" });

/** Those that wait for themselves, sooner or later. */
export const CYCLES: readonly Scenario[] = [
  scenario("self", [at(0, r1, ks("a", after("a")))]),
  scenario("cycle", [
    at(0, r1, ks("a", after("c")), ks("b", after("a")), ks("c", after("b")), ks("d", after("a")), ks("e")),
  ]),
  scenario("latent-cycle", [
    at(0, r1, ks("a"), ks("b", after("a")), ks("e")),
    at(15, change("a", after("b"))),
    at(40, push("r2")),
  ]),
  scenario(
    "hidden-cycle",
    [
      at(0, r1, ks("parent", { wait: true })),
      at(
        2,
        ks("child", after("parent"), {
          labels: {
            "kustomize.toolkit.fluxcd.io/name": "parent",
            "kustomize.toolkit.fluxcd.io/namespace": "hidden-cycle",
          },
        }),
      ),
    ],
    {
      parent: neverHealthy("Kustomization/hidden-cycle/child status: 'InProgress'", [
        "hidden-cycle_child_kustomize.toolkit.fluxcd.io_Kustomization",
      ]),
    },
  ),
];
