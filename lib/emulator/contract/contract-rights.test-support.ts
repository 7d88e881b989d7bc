import type { ContractServer } from "./contract-server.test-support.ts";

const GROUP = "rbac.authorization.k8s.io";
const SOURCES = "source.toolkit.fluxcd.io";

/** Whom the impersonator may stand for, and with which groups. */
export const CAROL = "contract:carol";
export const READERS = "contract:readers";
export const NIGHT_SHIFT = "contract: dev, night";

export interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

interface Subject {
  readonly kind: "User" | "Group";
  readonly name: string;
}

/** A ClusterRole and whom it is bound to. */
export interface Grant {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly subjects: readonly Subject[];
}

/** What the people must be allowed, beside the admin's everything. */
export function toGrants({ viewer, impersonator }: ContractServer["people"]): readonly Grant[] {
  return [
    {
      name: "headwater-contract-readers",
      rules: [{ apiGroups: [SOURCES], resources: ["gitrepositories"], verbs: ["get", "list", "watch"] }],
      subjects: [
        { kind: "User", name: viewer.user },
        { kind: "Group", name: READERS },
        { kind: "Group", name: NIGHT_SHIFT },
      ],
    },
    {
      name: "headwater-contract-impersonators",
      rules: [
        { apiGroups: [""], resources: ["users"], resourceNames: [CAROL], verbs: ["impersonate"] },
        { apiGroups: [""], resources: ["groups"], resourceNames: [READERS, NIGHT_SHIFT], verbs: ["impersonate"] },
        { apiGroups: ["authentication.k8s.io"], resources: ["userextras/scopes"], verbs: ["impersonate"] },
      ],
      subjects: [{ kind: "User", name: impersonator.user }],
    },
  ];
}

/** The objects of a grant, with the paths to which a real server takes them. */
export function toRbacObjects({
  name,
  rules,
  subjects,
}: Grant): readonly { readonly path: string; readonly body: object }[] {
  const root = `/apis/${GROUP}/v1`;
  const head = { apiVersion: `${GROUP}/v1`, metadata: { name } };
  return [
    { path: `${root}/clusterroles`, body: { ...head, kind: "ClusterRole", rules } },
    {
      path: `${root}/clusterrolebindings`,
      body: {
        ...head,
        kind: "ClusterRoleBinding",
        roleRef: { apiGroup: GROUP, kind: "ClusterRole", name },
        subjects: subjects.map((subject) => ({ apiGroup: GROUP, ...subject })),
      },
    },
  ];
}
