import { pathMissing } from "./outcomes.test-support.ts";
import { at, dependsOn, ks, repo, type Scenario, scenario } from "./scenario.test-support.ts";

const r1 = repo({ revision: "r1" });

function whenReady(readyExpr: string): object {
  return { dependsOn: [{ name: "a", readyExpr }] };
}

/** Dependencies and health checks with CEL in them. */
export const EXPRESSIONS: readonly Scenario[] = [
  scenario("ready-expr-bypass", [at(0, r1, ks("a"), ks("b", whenReady("true")))], { a: pathMissing("a") }),
  scenario("ready-expr-false", [
    at(
      0,
      r1,
      ks("a"),
      ks("b", whenReady("dep.metadata.labels['go'] == 'yes'")),
      ks("b2", whenReady("has(dep.metadata.labels) && dep.metadata.labels['go'] == 'yes'")),
    ),
  ]),
  scenario("ready-expr-nonbool", [at(0, r1, ks("a"), ks("b", whenReady("dep.metadata.name")))]),
  scenario("ready-expr-runtime", [at(0, r1, ks("a"), ks("b", whenReady("dep.status.nothing == self.metadata.name")))]),
  scenario("ready-expr-syntax", [at(0, r1, ks("a"), ks("b", whenReady("dep.status.(")))]),
  scenario("health-expr-bad", [
    at(
      0,
      r1,
      ks("a", { wait: true, healthCheckExprs: [{ apiVersion: "v1", kind: "ConfigMap", current: "data.(" }] }),
      ks("b", dependsOn("a")),
    ),
  ]),
];
