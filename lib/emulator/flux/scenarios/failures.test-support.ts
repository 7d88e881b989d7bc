import { applyFails, buildFails, neverHealthy, pathMissing } from "./outcomes.test-support.ts";
import { at, dependsOn, ks, repo, type Scenario, scenario } from "./scenario.test-support.ts";

const BUILD_FOLDER = "/tmp/kustomization-1/a";
const CANNOT_CLONE = "failed to checkout and determine revision: unable to clone: authentication required";

/** `b` waits for an `a` with the given spec. */
function pair(spec: object = {}) {
  return [at(0, repo({ revision: "r1" }), ks("a", spec), ks("b", dependsOn("a")))];
}

/** Every way in which a pass fails, and what becomes of the one behind it. */
export const FAILURES: readonly Scenario[] = [
  scenario("no-source", [at(0, ks("a"), ks("b", dependsOn("a")))]),
  scenario("no-artifact", [at(0, repo({ failing: CANNOT_CLONE }), ks("a"), ks("b", dependsOn("a")))]),
  scenario("source-failing-with-artifact", [
    at(0, repo({ revision: "r1", failing: CANNOT_CLONE }), ks("a"), ks("b", dependsOn("a"))),
  ]),
  scenario(
    "path-missing",
    [at(0, repo({ revision: "r1" }), ks("a"), ks("b", dependsOn("a")), ks("c", dependsOn("b")))],
    {
      a: pathMissing("a"),
    },
  ),
  scenario("build-failed", pair(), {
    a: buildFails(
      `kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'nope.yaml': open ${BUILD_FOLDER}/nope.yaml: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '${BUILD_FOLDER}/nope.yaml' : lstat ${BUILD_FOLDER}/nope.yaml: no such file or directory`,
    ),
  }),
  scenario(
    "substitute-missing",
    pair({ postBuild: { substituteFrom: [{ kind: "ConfigMap", name: "nope", optional: false }] } }),
    {
      a: buildFails(
        `post build failed for 'ConfigMap.v1.[noGrp]/a': substitute from 'ConfigMap/nope' error: configmaps "nope" not found`,
      ),
    },
  ),
  scenario("apply-failed", pair(), {
    a: applyFails(
      `Service/apply-failed/bad dry-run failed (Invalid): Service "bad" is invalid: [spec.ports[0].port: Invalid value: 99999999: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 99999999: must be between 1 and 65535, inclusive]`,
    ),
  }),
  scenario("access-denied", pair({ serviceAccountName: "nobody" }), {
    a: applyFails(
      `ConfigMap/access-denied/x dry-run failed (Forbidden): configmaps "x" is forbidden: User "system:serviceaccount:access-denied:nobody" cannot patch resource "configmaps" in API group "" in the namespace "access-denied"`,
    ),
  }),
  scenario("crd-missing", pair(), {
    a: applyFails(`Widget/crd-missing/w dry-run failed: no matches for kind "Widget" in version "acme.example/v1"`),
  }),
  scenario("health-timeout", pair({ wait: true }), {
    a: neverHealthy("Deployment/health-timeout/web status: 'InProgress'", ["health-timeout_web_apps_Deployment"]),
  }),
  scenario(
    "health-check-absent",
    pair({
      healthChecks: [
        { apiVersion: "apps/v1", kind: "StatefulSet", name: "postgresql", namespace: "health-check-absent" },
      ],
    }),
    {
      a: neverHealthy("StatefulSet/health-check-absent/postgresql status: 'NotFound'", [
        "health-check-absent_a__ConfigMap",
      ]),
    },
  ),
];
