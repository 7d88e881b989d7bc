import type { IncomingMessage } from "node:http";
import { type Authorize, toForbidden } from "./authorization.ts";
import { StatusError, toBadRequest } from "./status-error.ts";

/** Who a request is made as. */
export interface ApiUser {
  readonly user: string;
  readonly groups: readonly string[];
}

const AUTHENTICATED = "system:authenticated";
const UNAUTHENTICATED = "system:unauthenticated";
const ANONYMOUS = "system:anonymous";

/**
 * Finds who a request is made as: the owner of its bearer token, or whom that one impersonates.
 * @throws StatusError Unauthorized without a known token; Forbidden where impersonation is not allowed.
 */
export function authenticate(
  request: IncomingMessage,
  tokens: ReadonlyMap<string, ApiUser>,
  authorize: Authorize,
): ApiUser {
  const [, token] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  const caller = token === undefined ? undefined : tokens.get(token);
  if (caller === undefined) throw new StatusError(401, "Unauthorized", "Unauthorized");
  const groups = caller.groups.includes(AUTHENTICATED) ? caller.groups : [...caller.groups, AUTHENTICATED];
  return impersonate({ ...caller, groups }, request, authorize);
}

function impersonate(caller: ApiUser, request: IncomingMessage, authorize: Authorize): ApiUser {
  // Node joins repeated headers of other names with commas; only the distinct form keeps groups with commas whole.
  const { "impersonate-user": users = [], "impersonate-group": wanted = [] } = request.headersDistinct;
  const user = users[0] ?? "";
  if (user === "") {
    if (wanted.length === 0) return caller;
    throw toBadRequest(`requested groups [${wanted.join(" ")}] without impersonating a user name`);
  }
  checkImpersonation(caller, user, wanted, authorize);
  return { user, groups: withAuthenticated(user, wanted) };
}

function checkImpersonation(caller: ApiUser, user: string, groups: readonly string[], authorize: Authorize): void {
  const may = (plural: string, name: string) => authorize(caller, "impersonate", "", plural, null, name);
  if (may("users", user) && groups.every((group) => may("groups", group))) return;
  // Since 1.36 the first that is tried, and so the one named, is constrained impersonation.
  const attributes = {
    group: "authentication.k8s.io",
    plural: "users",
    subresource: null,
    namespace: null,
    name: user,
  };
  throw toForbidden(caller, "impersonate:user-info", attributes);
}

function withAuthenticated(user: string, groups: readonly string[]): readonly string[] {
  if (user === ANONYMOUS) return groups.includes(UNAUTHENTICATED) ? groups : [...groups, UNAUTHENTICATED];
  return groups.includes(AUTHENTICATED) || groups.includes(UNAUTHENTICATED) ? groups : [...groups, AUTHENTICATED];
}
