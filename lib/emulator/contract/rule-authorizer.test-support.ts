import type { Authorize } from "#lib/emulator/authorization.ts";
import type { Grant, Rule } from "./contract-rights.test-support.ts";

/** What every real server grants to all whom it knows, and to all. */
const BUILT_IN: readonly Grant[] = [
  {
    name: "cluster-admin",
    rules: [{ apiGroups: ["*"], resources: ["*"], nonResourceURLs: ["*"], verbs: ["*"] }],
    subjects: [{ kind: "Group", name: "system:masters" }],
  },
  {
    name: "system:basic-user",
    rules: [
      {
        apiGroups: ["authorization.k8s.io"],
        resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
        verbs: ["create"],
      },
      { apiGroups: ["authentication.k8s.io"], resources: ["selfsubjectreviews"], verbs: ["create"] },
    ],
    subjects: [{ kind: "Group", name: "system:authenticated" }],
  },
];

/** Decides as RBAC does, by grants of the whole cluster. */
export function createRuleAuthorizer(grants: readonly Grant[]): Authorize {
  return ({ user, groups }, verb, group, plural, _namespace, name) =>
    [...BUILT_IN, ...grants].some(
      ({ rules, subjects }) =>
        subjects.some((subject) => (subject.kind === "User" ? subject.name === user : groups.includes(subject.name))) &&
        rules.some((rule) => covers(rule, verb, group, plural, name)),
    );
}

function covers(rule: Rule, verb: string, group: string, plural: string, name: string | null): boolean {
  if (!has(rule.verbs, verb)) return false;
  if (plural.startsWith("/")) return has(rule.nonResourceURLs, plural);
  if (!has(rule.apiGroups, group) || !has(rule.resources, plural)) return false;
  return rule.resourceNames === undefined || (name !== null && rule.resourceNames.includes(name));
}

function has(values: readonly string[] | undefined, value: string): boolean {
  return values !== undefined && (values.includes("*") || values.includes(value));
}
