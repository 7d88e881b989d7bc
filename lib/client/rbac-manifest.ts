import type { LackingRule, ScopeStatus } from "#lib/graph/model.ts";

interface Grant {
  /** Null for the whole cluster. */
  readonly namespaces: readonly string[] | null;
  readonly rules: readonly LackingRule[];
}

const API = "rbac.authorization.k8s.io";

/**
 * Writes the manifest (YAML) that would allow the forbidden among some scopes of one cluster, for `kubectl apply`: the
 * rules in a ClusterRole or Role, bound to whoever reads. Empty when nothing is known to lack. The name of a role tells
 * what it holds, so that none of another content is overwritten.
 */
export function toRbacManifest(scopes: readonly ScopeStatus[]): string {
  const user = scopes.find(({ lacks }) => lacks !== undefined)?.lacks?.user ?? null;
  return toGrants(scopes)
    .flatMap((grant) => toDocuments(grant, toSubject(user)))
    .join("---\n");
}

/** What is lacking in all namespaces, then what is lacking alike in some of them. */
function toGrants(scopes: readonly ScopeStatus[]): readonly Grant[] {
  const lacking = scopes.flatMap(({ namespace, lacks }) => (lacks === undefined ? [] : [{ namespace, lacks }]));
  const byNamespace = Map.groupBy(lacking, ({ namespace }) => namespace);
  const wholes = [...byNamespace].map(([namespace, those]) => ({ namespace, rules: those.map(({ lacks }) => lacks) }));
  const alike = Map.groupBy(wholes, ({ namespace, rules }) => `${namespace === null} ${JSON.stringify(rules)}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const namespaces = group.flatMap(({ namespace }) => namespace ?? []).sort();
    return { namespaces: first.namespace === null ? null : namespaces, rules: first.rules };
  });
}

function toDocuments({ namespaces, rules }: Grant, subject: string): readonly string[] {
  const verb = rules.every(({ verbs }) => verbs.length === 1) ? (rules[0]?.verbs[0] ?? "read") : "read";
  const name = `headwater-${verb}-${rules.map(({ resource }) => resource).join("-")}`;
  const [only] = namespaces ?? [];
  const isRole = namespaces?.length === 1 && only !== undefined;
  const kind = isRole ? "Role" : "ClusterRole";
  const role = `${toHead(kind, name, isRole ? only : null)}rules:\n${toRules(rules)}`;
  const toBinding = (namespace: string | null) =>
    `${toHead(namespace === null ? "ClusterRoleBinding" : "RoleBinding", name, namespace)}roleRef:
  apiGroup: ${API}
  kind: ${kind}
  name: ${name}
subjects:
${subject}`;
  return [role, ...(namespaces ?? [null]).map(toBinding)];
}

function toHead(kind: string, name: string, namespace: string | null): string {
  const place = namespace === null ? "" : `  namespace: ${toText(namespace)}\n`;
  return `apiVersion: ${API}/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${place}`;
}

/** One rule for all resources of one group that lack the same verbs. */
function toRules(rules: readonly LackingRule[]): string {
  const alike = Map.groupBy(rules, ({ apiGroup, verbs }) => JSON.stringify([apiGroup, verbs]));
  return [...alike.values()]
    .map((group) => {
      const { apiGroup = "", verbs = [] } = group[0] ?? {};
      const resources = group.map(({ resource }) => resource);
      return `  - apiGroups: [${toText(apiGroup)}]\n    resources: [${resources.join(", ")}]\n    verbs: [${verbs.join(", ")}]\n`;
    })
    .join("");
}

function toSubject(user: string | null): string {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user ?? "") ?? [];
  if (namespace !== undefined && name !== undefined) {
    return `  - kind: ServiceAccount\n    name: ${toText(name)}\n    namespace: ${toText(namespace)}\n`;
  }
  const comment = user === null ? " # kubectl auth whoami tells the name" : "";
  return `  - apiGroup: ${API}\n    kind: User\n    name: ${toText(user ?? "USER")}${comment}\n`;
}

/** Plain where YAML takes it for nothing but text, else quoted: JSON's strings are YAML's too. */
function toText(value: string): string {
  const isPlain = /^[a-z][a-z0-9.-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(value);
  return isPlain ? value : JSON.stringify(value);
}
