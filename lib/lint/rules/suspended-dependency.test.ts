import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "suspended-dependency";
const db = ks("db", { spec: { suspend: true, wait: true } });

describe(RULE, () => {
  it("warns of those that block at the next revision of the source they share", () => {
    const objects = [db, ks("app", { dependsOn: ["db"] }), ks("far", { dependsOn: ["db"], source: "other" })];
    expect(findBy(RULE, objects)).toEqual([
      {
        rule: RULE,
        severity: "warning",
        nodes: ["Kustomization/default/db", "Kustomization/default/app"],
        message:
          "default/db is suspended, so default/app behind it blocks at the next revision of GitRepository flux-system/fleet, which default/db does not take.",
        fix: "Resume default/db (spec.suspend: false), or take it out of spec.dependsOn of default/app.",
      },
    ]);
  });

  it("only notes it where no source is shared", () => {
    const [finding] = findBy(RULE, [db, ks("far", { dependsOn: ["db"], source: "other" })]);
    expect(finding?.severity).toBe("info");
    expect(finding?.message).toContain("default/far behind it goes by the state it was left in");
  });

  it.each([
    ["it is not suspended", ks("db"), ks("app", { dependsOn: ["db"] })],
    ["nobody depends on it", db, ks("app")],
    ["the dependent is suspended too", db, ks("app", { dependsOn: ["db"], spec: { suspend: true } })],
    ["a readyExpr decides", db, ks("app", { dependsOn: [{ name: "db", readyExpr: "has(dep.status)" }] })],
  ])("says nothing where %s", (_, ...objects) => expect(findBy(RULE, objects)).toEqual([]));
});
