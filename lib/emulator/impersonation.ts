import type { IncomingMessage } from "node:http";
import { ANONYMOUS, type ApiUser, AUTHENTICATED, UNAUTHENTICATED, withGroup } from "./api-user.ts";
import { type Authorize, toForbidden, toForbiddenPath } from "./authorization.ts";
import { parseResourcePath, parseUrl, toVerb } from "./request-info.ts";
import { type StatusError, toBadRequest } from "./status-error.ts";

const EXTRA = "impersonate-extra-";
const AUTHENTICATION = "authentication.k8s.io";

/**
 * Finds whom a request's `Impersonate-` headers stand for; without them the caller.
 * @throws StatusError Forbidden for the first right that is lacking; BadRequest where no user is named.
 */
export function impersonate(caller: ApiUser, request: IncomingMessage, authorize: Authorize): ApiUser {
  const wanted = parseHeaders(request);
  if (wanted === null) return caller;
  checkRights(caller, wanted, request, authorize);
  const [, namespace] = parseServiceAccount(wanted.user);
  const groups =
    namespace === undefined || wanted.groups.length > 0
      ? wanted.groups
      : ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
  const user = { ...wanted, groups };
  if (user.user === ANONYMOUS) return withGroup(user, UNAUTHENTICATED);
  return groups.includes(UNAUTHENTICATED) ? user : withGroup(user, AUTHENTICATED);
}

function parseHeaders({ headersDistinct }: IncomingMessage): ApiUser | null {
  // Node joins repeated headers of other names with commas; only the distinct form keeps groups with commas whole.
  const first = (name: string) => headersDistinct[name]?.[0] ?? "";
  const [user, uid, groups] = [
    first("impersonate-user"),
    first("impersonate-uid"),
    headersDistinct["impersonate-group"],
  ];
  const extra = Object.fromEntries(
    Object.entries(headersDistinct).flatMap(([name, values]) =>
      name.startsWith(EXTRA) ? [[decodeURIComponent(name.slice(EXTRA.length)), values ?? []]] : [],
    ),
  );
  const hasExtra = Object.keys(extra).length > 0;
  if (user !== "") {
    return { user, groups: groups ?? [], ...(uid === "" ? {} : { uid }), ...(hasExtra ? { extra } : {}) };
  }
  if (uid === "" && groups === undefined && !hasExtra) return null;
  throw toBadRequest(`requested ${JSON.stringify({ uid, groups, extra })} without impersonating a user name`);
}

function parseServiceAccount(user: string): readonly [name: string | undefined, namespace: string | undefined] {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  return [name, namespace];
}

interface Right {
  readonly group: string;
  readonly plural: string;
  readonly subresource: string | null;
  readonly namespace: string | null;
  readonly name: string;
}

function checkRights(caller: ApiUser, wanted: ApiUser, request: IncomingMessage, authorize: Authorize): void {
  const isLacking = ({ group, plural, subresource, namespace, name }: Right) =>
    !authorize(
      caller,
      "impersonate",
      group,
      subresource === null ? plural : `${plural}/${subresource}`,
      namespace,
      name,
    );
  const [first, ...others] = toRights(wanted);
  if (first !== undefined && isLacking(first)) throw toConstrainedRefusal(caller, wanted, request);
  const lacking = others.find(isLacking);
  if (lacking !== undefined) throw toForbidden(caller, "impersonate", lacking);
}

/** What one must be allowed to impersonate, in the order in which it is looked at. */
function toRights({ user, uid, groups, extra = {} }: ApiUser): readonly Right[] {
  const right = { group: "", subresource: null, namespace: null };
  const [account, namespace] = parseServiceAccount(user);
  return [
    account === undefined || namespace === undefined
      ? { ...right, plural: "users", name: user }
      : { ...right, plural: "serviceaccounts", namespace, name: account },
    ...(uid === undefined ? [] : [{ ...right, group: AUTHENTICATION, plural: "uids", name: uid }]),
    ...groups.map((name) => ({ ...right, plural: "groups", name })),
    ...Object.entries(extra).flatMap(([subresource, values]) =>
      values.map((name) => ({ ...right, group: AUTHENTICATION, plural: "userextras", subresource, name })),
    ),
  ];
}

/** Since 1.36 constrained impersonation is tried before, and so it is what is named to who has not impersonated yet. */
function toConstrainedRefusal(caller: ApiUser, { user }: ApiUser, request: IncomingMessage): StatusError {
  const mode = parseServiceAccount(user)[0] === undefined ? "user-info" : "serviceaccount";
  const { pathname, query } = parseUrl(request.url ?? "/") ?? { pathname: "/", query: new URLSearchParams() };
  const path = parseResourcePath(pathname);
  const method = request.method ?? "GET";
  const prefix = `impersonate-on:${mode}:`;
  if (path === null) return toForbiddenPath(caller, `${prefix}${method.toLowerCase()}`, pathname);
  return toForbidden(caller, `${prefix}${toVerb(method, path, query)}`, path);
}
