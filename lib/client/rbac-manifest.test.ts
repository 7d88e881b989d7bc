import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { ScopeStatus } from "#lib/graph/model.ts";
import { toRbacManifest } from "./rbac-manifest.ts";

const GROUPS: Readonly<Record<string, string>> = {
  kustomizations: "kustomize.toolkit.fluxcd.io",
  gitrepositories: "source.toolkit.fluxcd.io",
  buckets: "source.toolkit.fluxcd.io",
  events: "",
};

function forbidden(
  resource: string,
  namespace: string | null,
  user: string | null = "jane",
  verbs = ["get", "list", "watch"],
): ScopeStatus {
  const lacks = { apiGroup: GROUPS[resource] ?? "", resource, verbs, user };
  return { kind: resource, namespace, state: "forbidden", message: "no", fix: "ask", lacks };
}

const OK: ScopeStatus = { kind: "Event", namespace: null, state: "ok", message: "", fix: "" };
const parse = (...scopes: ScopeStatus[]) => parseAllDocuments(toRbacManifest(scopes)).map((each) => each.toJS());
const toPlace = (document: { kind: string; metadata: { name: string; namespace?: string } }) =>
  [document.kind, document.metadata.namespace, document.metadata.name].filter(Boolean).join(" ");

describe("the manifest that would allow what is forbidden", () => {
  it("is a role for the whole cluster, and its binding to who reads", () => {
    expect(toRbacManifest([forbidden("kustomizations", null), OK])).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: headwater-read-kustomizations
rules:
  - apiGroups: [kustomize.toolkit.fluxcd.io]
    resources: [kustomizations]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: headwater-read-kustomizations
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: headwater-read-kustomizations
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: jane
`);
  });

  it("has one rule for the kinds of one group, and the core group by its empty name", () => {
    const [role] = parse(forbidden("gitrepositories", null), forbidden("events", null), forbidden("buckets", null));
    expect(role.rules).toEqual([
      {
        apiGroups: ["source.toolkit.fluxcd.io"],
        resources: ["gitrepositories", "buckets"],
        verbs: ["get", "list", "watch"],
      },
      { apiGroups: [""], resources: ["events"], verbs: ["get", "list", "watch"] },
    ]);
  });

  it("is a Role where one namespace is closed, which its own administrator may make", () => {
    const documents = parse(forbidden("kustomizations", "team-a"));
    expect(documents.map(toPlace)).toEqual([
      "Role team-a headwater-read-kustomizations",
      "RoleBinding team-a headwater-read-kustomizations",
    ]);
    expect(documents[1].roleRef.kind).toBe("Role");
  });

  it("is one ClusterRole bound in each of several namespaces, and another where something else lacks", () => {
    const documents = parse(
      ...["c", "a", "b"].map((namespace) => forbidden("kustomizations", namespace)),
      forbidden("events", "b"),
    );
    expect(documents.map(toPlace)).toEqual([
      "ClusterRole headwater-read-kustomizations",
      "RoleBinding a headwater-read-kustomizations",
      "RoleBinding c headwater-read-kustomizations",
      "Role b headwater-read-kustomizations-events",
      "RoleBinding b headwater-read-kustomizations-events",
    ]);
    expect(documents[1].roleRef.kind).toBe("ClusterRole");
  });

  it("names the verb where one alone is lacking", () => {
    const [role] = parse(forbidden("kustomizations", null, "jane", ["watch"]));
    expect(role).toMatchObject({ metadata: { name: "headwater-watch-kustomizations" }, rules: [{ verbs: ["watch"] }] });
  });

  it.each([
    [
      "system:serviceaccount:flux-system:headwater",
      { kind: "ServiceAccount", name: "headwater", namespace: "flux-system" },
    ],
    ["jane@example.com", { kind: "User", name: "jane@example.com" }],
    ['oidc:"x" # y: 1', { kind: "User", name: 'oidc:"x" # y: 1' }],
    ["no", { kind: "User", name: "no" }],
    ["007", { kind: "User", name: "007" }],
    [null, { kind: "User", name: "USER" }],
  ])("is bound to %s", (user, subject) => {
    const documents = parse(forbidden("kustomizations", "1e3", user));
    expect(documents[1].subjects).toEqual([expect.objectContaining(subject)]);
    expect(documents[1].metadata.namespace).toBe("1e3");
  });

  it("is empty where nothing is known to lack", () => {
    expect(toRbacManifest([OK, { ...OK, state: "forbidden" }])).toBe("");
  });
});
