import type { ApiUser } from "./api-user.ts";
import type { ResourcePath } from "./request-info.ts";
import { StatusError } from "./status-error.ts";
import { toDetails, toQualified } from "./store-error.ts";

/**
 * Whether somebody may do something; a subresource is part of the plural (`kustomizations/status`), no namespace is all. A path that
 * is no resource's stands in place of the plural: `/metrics`.
 */
export type Authorize = (
  user: ApiUser,
  verb: string,
  group: string,
  plural: string,
  namespace: string | null,
  name: string | null,
) => boolean;

type Attributes = Pick<ResourcePath, "group" | "plural" | "subresource" | "namespace" | "name">;

/** The plural with its subresource: `kustomizations/status`. */
export function toResourceName({ plural, subresource }: Pick<Attributes, "plural" | "subresource">): string {
  return subresource === null ? plural : `${plural}/${subresource}`;
}

/** A refusal in the words of the API server's authorization. */
export function toForbidden({ user }: ApiUser, verb: string, attributes: Attributes): StatusError {
  const { group, plural, namespace, name } = attributes;
  const scope = namespace === null ? "at the cluster scope" : `in the namespace "${namespace}"`;
  const resource = toResourceName(attributes);
  const why = `User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`;
  const object = name === null ? toQualified(group, plural) : `${toQualified(group, plural)} "${name}"`;
  const message = `${object} is forbidden: ${escapeMarkup(why)}`;
  return new StatusError(403, "Forbidden", message, toDetails(group, plural, name ?? ""));
}

/** A refusal of a path that is no resource's. */
export function toForbiddenPath({ user }: ApiUser, verb: string, path: string): StatusError {
  return new StatusError(
    403,
    "Forbidden",
    `forbidden: ${escapeMarkup(`User "${user}" cannot ${verb} path "${path}"`)}`,
    {},
  );
}

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
