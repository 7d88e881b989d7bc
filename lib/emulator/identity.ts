import { isRecord } from "#lib/flux/is-record.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import { hasStatusSubresource, toApiVersion } from "./object-meta.ts";
import { StatusError, toBadRequest } from "./status-error.ts";
import { toInvalid } from "./store-error.ts";

export const OTHER_NAMESPACE = "the namespace of the provided object does not match the namespace sent on the request";

/**
 * Holds what a patched object says that it is against where it was addressed.
 * @throws StatusError BadRequest for another name or namespace, Invalid for another kind, InternalError where it has no apiVersion.
 */
export function checkIdentity(kind: ApiKind, namespace: string, name: string, patched: Record<string, unknown>): void {
  const { name: other, namespace: otherNamespace } = isRecord(patched["metadata"]) ? patched["metadata"] : {};
  if (typeof other !== "string" || other === "") {
    throw toBadRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  }
  if (other !== name) {
    throw toBadRequest(`the name of the object (${other}) does not match the name on the URL (${name})`);
  }
  if (typeof otherNamespace === "string" && otherNamespace !== namespace) throw toBadRequest(OTHER_NAMESPACE);
  if (hasStatusSubresource(kind)) checkKind(kind, name, patched);
}

/**
 * Holds kind and apiVersion of a custom resource against what is served.
 * @throws StatusError Invalid, or InternalError where one is lacking.
 */
export function checkKind(kind: ApiKind, name: string, { kind: other, apiVersion }: Record<string, unknown>): void {
  if (typeof apiVersion !== "string") {
    const message = "Object 'apiVersion' is missing in 'object has no apiVersion field'";
    throw new StatusError(500, "InternalError", `Internal error occurred: ${message}`, { causes: [{ message }] });
  }
  const [group = ""] = apiVersion.includes("/") ? apiVersion.split("/") : [];
  const refuse = (field: string, value: unknown, wanted: string) => {
    const message = `Invalid value: ${JSON.stringify(value)}: must be ${wanted}`;
    return toInvalid(group, String(other), name, [{ reason: "FieldValueInvalid", message, field }]);
  };
  if (other !== kind.kind) throw refuse("kind", other, kind.kind);
  if (apiVersion !== toApiVersion(kind)) throw refuse("apiVersion", apiVersion, toApiVersion(kind));
}
