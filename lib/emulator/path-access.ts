import { type ApiUser, AUTHENTICATED } from "./api-user.ts";
import type { Authorize } from "./authorization.ts";

const OPEN_TO_ALL = new Set(["/healthz", "/livez", "/readyz", "/version", "/version/"]);
const OPEN_TO_KNOWN = /^\/(?:api|apis|openapi)(?:\/|$)/;

/** Whether somebody may ask for a path that is no resource's: probes and version are everybody's, discovery is of all who are known. */
export function isPathAllowed(user: ApiUser, verb: string, path: string, authorize: Authorize): boolean {
  if (verb === "get" && OPEN_TO_ALL.has(path)) return true;
  if (verb === "get" && OPEN_TO_KNOWN.test(path) && user.groups.includes(AUTHENTICATED)) return true;
  return authorize(user, verb, "", path, null, null);
}
