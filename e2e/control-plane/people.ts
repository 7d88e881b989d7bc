/** Somebody who may speak to the real API server, with a token of their own. */
export interface Person {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Who has a token. What they may do is decided by their groups (see PERMISSIONS), as in any cluster. */
export const PEOPLE = {
  /** May do anything. */
  admin: { user: "admin", groups: ["system:masters"] },
  /** Headwater's own account: it reads all that it shows, and acts as the people who ask. */
  headwater: { user: "headwater", groups: ["headwater"] },
  /** Looks, and changes nothing. */
  viewer: { user: "vera", groups: ["viewers", "staff"] },
  /** May also reconcile, suspend and resume. */
  editor: { user: "edith", groups: ["editors", "staff"] },
  /** May look into the namespaces `team-a` and `team-c`, and cannot list across the cluster. */
  narrow: { user: "nora", groups: ["team-a", "staff"] },
  /** Known, and allowed nothing. */
  outsider: { user: "otto", groups: ["staff"] },
} as const satisfies Readonly<Record<string, Person>>;

export type PersonName = keyof typeof PEOPLE;
export type Tokens = Readonly<Record<PersonName, string>>;

/** Writes the API server's `--token-auth-file`: `token,user,uid,"group1,group2"`. */
export function toTokenFile(tokens: Tokens): string {
  return Object.entries<Person>(PEOPLE)
    .map(([name, { user, groups }]) => `${tokens[name as PersonName]},${user},uid-${user},"${groups.join(",")}"\n`)
    .join("");
}

const READ = ["get", "list", "watch"];
const KUSTOMIZE = "kustomize.toolkit.fluxcd.io";
const SOURCE = "source.toolkit.fluxcd.io";
const LOOK = [
  { apiGroups: [KUSTOMIZE], resources: ["kustomizations"], verbs: READ },
  {
    apiGroups: [SOURCE],
    resources: ["gitrepositories", "ocirepositories", "buckets", "externalartifacts"],
    verbs: READ,
  },
  { apiGroups: [""], resources: ["events"], verbs: READ },
];
const STEER = [
  { apiGroups: [KUSTOMIZE], resources: ["kustomizations"], verbs: ["patch"] },
  { apiGroups: [SOURCE], resources: ["gitrepositories", "ocirepositories", "buckets"], verbs: ["patch"] },
];
const ACT_AS_OTHERS = [
  { apiGroups: [""], resources: ["users", "groups"], verbs: ["impersonate"] },
  { apiGroups: ["authorization.k8s.io"], resources: ["subjectaccessreviews"], verbs: ["create"] },
];

interface Permission {
  readonly group: string;
  readonly rules: readonly object[];
  /** In these namespaces alone; in all of them when it is absent. */
  readonly namespaces?: readonly string[];
}

/** Which group may do what. */
export const PERMISSIONS: readonly Permission[] = [
  { group: "viewers", rules: LOOK },
  { group: "editors", rules: [...LOOK, ...STEER] },
  { group: "headwater", rules: [...LOOK, ...STEER, ...ACT_AS_OTHERS] },
  { group: "team-a", rules: LOOK, namespaces: ["team-a", "team-c"] },
];
