import type { IncomingMessage } from "node:http";
import type { Authorize } from "./authorization.ts";
import { impersonate } from "./impersonation.ts";
import { StatusError } from "./status-error.ts";

/** Who a request is made as. */
export interface ApiUser {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid?: string;
  /** What an authenticator says beside: scopes and the like. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** The group of everybody who is known. */
export const AUTHENTICATED = "system:authenticated";
/** The group of those without credentials. */
export const UNAUTHENTICATED = "system:unauthenticated";
export const ANONYMOUS = "system:anonymous";

/**
 * Finds who a request is made as: the owner of its bearer token, whom that one impersonates, or without a token
 * `system:anonymous`.
 * @throws StatusError Unauthorized for an unknown token; Forbidden where impersonation is not allowed; BadRequest where it does not
 * say of whom.
 */
export function authenticate(
  request: IncomingMessage,
  tokens: ReadonlyMap<string, ApiUser>,
  authorize: Authorize,
): ApiUser {
  const [, token] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  const caller = token === undefined ? { user: ANONYMOUS, groups: [UNAUTHENTICATED] } : tokens.get(token);
  if (caller === undefined) throw new StatusError(401, "Unauthorized", "Unauthorized");
  return impersonate(token === undefined ? caller : withGroup(caller, AUTHENTICATED), request, authorize);
}

/** The user as a member of a group, once. */
export function withGroup(user: ApiUser, group: string): ApiUser {
  return user.groups.includes(group) ? user : { ...user, groups: [...user.groups, group] };
}
