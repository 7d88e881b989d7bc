import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "suspended-dependency";
const db = ks("db", { spec: { suspend: true, wait: true } });

describe(RULE, () => {
  it("warns of those that share its source, in words that are true before the next revision and after", () => {
    const objects = [db, ks("app", { dependsOn: ["db"] }), ks("far", { dependsOn: ["db"], source: "other" })];
    expect(findBy(RULE, objects)).toEqual([
      {
        rule: RULE,
        severity: "warning",
        nodes: ["Kustomization/default/db", "Kustomization/default/app"],
        message:
          "default/db is suspended and takes no revision of GitRepository flux-system/fleet, so default/app behind it blocks from the first one on that default/db has not applied.",
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
