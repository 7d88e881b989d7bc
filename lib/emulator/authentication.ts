import type { IncomingMessage } from "node:http";
import { ANONYMOUS, type ApiUser, AUTHENTICATED, UNAUTHENTICATED, withGroup } from "./api-user.ts";
import type { Authorize } from "./authorization.ts";
import { impersonate } from "./impersonation.ts";
import { StatusError } from "./status-error.ts";

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
