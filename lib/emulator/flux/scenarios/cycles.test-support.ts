import { neverHealthy } from "./outcomes.test-support.ts";
import { applied, at, change, dependsOn, ks, push, repo, type Scenario, scenario } from "./scenario.test-support.ts";

const r1 = repo({ revision: "r1" });

/** Those that wait for themselves, sooner or later. */
export const CYCLES: readonly Scenario[] = [
  scenario("self", [at(0, r1, ks("a", dependsOn("a")))]),
  scenario("cycle", [
    at(
      0,
      r1,
      ks("a", dependsOn("c")),
      ks("b", dependsOn("a")),
      ks("c", dependsOn("b")),
      ks("d", dependsOn("a")),
      ks("e"),
    ),
  ]),
  scenario("latent-cycle", [
    at(0, r1, ks("a"), ks("b", dependsOn("a")), ks("e")),
    at(15, change("a", dependsOn("b"))),
    at(40, push("r2")),
  ]),
  scenario(
    "hidden-cycle",
    [
      at(0, r1, ks("parent", { wait: true })),
      at(
        2,
        applied(
          ks("child", dependsOn("parent"), {
            labels: {
              "kustomize.toolkit.fluxcd.io/name": "parent",
              "kustomize.toolkit.fluxcd.io/namespace": "hidden-cycle",
            },
          }),
        ),
      ),
    ],
    {
      parent: neverHealthy("Kustomization/hidden-cycle/child status: 'InProgress'", [
        "hidden-cycle_child_kustomize.toolkit.fluxcd.io_Kustomization",
      ]),
    },
  ),
];
