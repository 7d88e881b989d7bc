import type { ApiClient } from "./api-client.ts";
import { PERMISSIONS } from "./people.ts";

const GROUP = "rbac.authorization.k8s.io";
const ROOT = `/apis/${GROUP}/v1`;

/** Creates the roles and bindings of the people's groups; a role has the name of the group that it is bound to. */
export async function grantPermissions(client: ApiClient): Promise<void> {
  for (const { group, rules, namespaces } of PERMISSIONS) {
    const scopes = namespaces?.map((namespace) => ({ path: `${ROOT}/namespaces/${namespace}`, prefix: "", namespace }));
    for (const { path, prefix, namespace } of scopes ?? [{ path: ROOT, prefix: "cluster", namespace: null }]) {
      const [role, binding] = prefix === "" ? ["Role", "RoleBinding"] : ["ClusterRole", "ClusterRoleBinding"];
      const metadata = { name: group, ...(namespace === null ? {} : { namespace }) };
      if (namespace !== null) await client.post("/api/v1/namespaces", toNamespace(namespace));
      await client.post(`${path}/${role.toLowerCase()}s`, { apiVersion: `${GROUP}/v1`, kind: role, metadata, rules });
      await client.post(`${path}/${binding.toLowerCase()}s`, {
        apiVersion: `${GROUP}/v1`,
        kind: binding,
        metadata,
        roleRef: { apiGroup: GROUP, kind: role, name: group },
        subjects: [{ apiGroup: GROUP, kind: "Group", name: group }],
      });
    }
  }
}

/** Builds a namespace. */
export function toNamespace(name: string): object {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}
