import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#lib/flux/clock.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import { type Answer, BAD_REQUEST, PAGE_NOT_FOUND } from "./answer.ts";
import { type ApiUser, AUTHENTICATED } from "./api-user.ts";
import { type Authorize, toForbidden, toForbiddenPath, toResourceName } from "./authorization.ts";
import { answerDiscovery } from "./discovery.ts";
import { answerList } from "./list.ts";
import { toObjectJson } from "./object-json.ts";
import { hasStatusSubresource } from "./object-meta.ts";
import type { ObjectStore } from "./object-store.ts";
import { isPathAllowed } from "./path-access.ts";
import { readJsonObject } from "./request-body.ts";
import { parseResourcePath, parseUrl, type ResourcePath, toVerb } from "./request-info.ts";
import { answerReview, isAboutOneself, REVIEW_KINDS } from "./reviews.ts";
import { findSelectedName, parseSelection } from "./selection.ts";
import { StatusError, toBadRequest, toNotServed } from "./status-error.ts";
import { toDetails, toNotFound, toQualified } from "./store-error.ts";
import { parseWatchRequest, type WatchRequest } from "./watch.ts";
import { answerCreate, answerDelete, answerPatch } from "./write.ts";

/** What answers need: the objects, the rules, and who streams a watch. */
export interface RouterContext {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly authorize: Authorize;
  readonly startWatch: (watch: WatchRequest, response: ServerResponse) => void;
}

/**
 * Answers a request that is known to come from `user`.
 * @throws StatusError for every failure but the plain 404 of an unknown path.
 */
export async function answerRequest(context: RouterContext, user: ApiUser, request: IncomingMessage): Promise<Answer> {
  const url = parseUrl(request.url ?? "/");
  if (url === null) return BAD_REQUEST;
  const { pathname, query } = url;
  const method = request.method ?? "GET";
  const path = parseResourcePath(pathname);
  if (path === null) {
    // HEAD is a verb of its own here, and asked for as GET.
    const verb = method === "HEAD" ? "get" : method.toLowerCase();
    if (!isPathAllowed(user, verb, pathname, context.authorize)) throw toForbiddenPath(user, verb, pathname);
    return answerDiscovery(context.store.kinds, pathname);
  }
  const verb = toVerb(method, path, query);
  const review = REVIEW_KINDS.find((kind) => isServedAs(kind, path) && path.name === null);
  if (review !== undefined) return answerReviewRequest(context, review, user, verb, path, request);
  const kind = context.store.kinds.find((candidate) => isServedAs(candidate, path));
  checkAllowed(context.authorize, user, verb, kind === undefined ? path : withSelectedName(kind, verb, path, query));
  if (kind === undefined) return answerUnserved(path);
  const { namespace, name } = path;
  if (name === null && path.subresource === null) return answerCollection(context, kind, verb, path, request, query);
  if (namespace === null || name === null) return answerUnserved(path);
  return answerObject(context, kind, verb, { ...path, namespace, name }, request, query);
}

async function answerReviewRequest(
  { authorize, clock }: RouterContext,
  kind: ApiKind,
  user: ApiUser,
  verb: string,
  path: ResourcePath,
  request: IncomingMessage,
): Promise<Answer> {
  if (verb !== "create") throw toNotServed(405);
  if (!isAboutOneself(kind) || !user.groups.includes(AUTHENTICATED)) checkAllowed(authorize, user, verb, path);
  return answerReview(kind, await readJsonObject(request), user, authorize, clock.now());
}

async function answerCollection(
  { store, startWatch }: RouterContext,
  kind: ApiKind,
  verb: string,
  path: ResourcePath,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Answer> {
  const { namespace } = path;
  if (verb === "list") return answerList(store, kind, namespace, query);
  if (verb === "watch") {
    const watch = parseWatchRequest(kind, namespace, query);
    return { type: "stream", start: (response) => startWatch(watch, response) };
  }
  if (namespace === null) return answerUnserved(path);
  if (verb === "create") return answerCreate({ store, kind, namespace, request, query });
  if (verb === "patch" || verb === "update") throw toBadRequest("name must be provided");
  throw toMethodNotSupported(kind, verb);
}

async function answerObject(
  { store }: RouterContext,
  kind: ApiKind,
  verb: string,
  path: ResourcePath & { readonly namespace: string; readonly name: string },
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Answer> {
  const { namespace, name, subresource } = path;
  if (subresource !== null && (subresource !== "status" || !hasStatusSubresource(kind))) {
    if (hasStatusSubresource(kind)) throw toNotFound(kind, name);
    throw toNotServed(404);
  }
  const target = { store, kind, namespace, name, request, query };
  if (verb === "get") {
    const object = store.get(kind, namespace, name);
    if (object === undefined) throw toNotFound(kind, name);
    return { type: "json", status: 200, body: toObjectJson(object) };
  }
  if (verb === "patch") return answerPatch(target, subresource === null ? null : "status");
  if (verb === "delete" && subresource === null) return answerDelete(target);
  throw toMethodNotSupported(kind, verb);
}

function checkAllowed(authorize: Authorize, user: ApiUser, verb: string, path: ResourcePath): void {
  const allowed = authorize(user, verb, path.group, toResourceName(path), path.namespace, path.name);
  if (!allowed) throw toForbidden(user, verb, path);
}

/** A list of one name is authorized as that object, as the API server does. */
function withSelectedName(kind: ApiKind, verb: string, path: ResourcePath, query: URLSearchParams): ResourcePath {
  if (verb !== "list" && verb !== "watch") return path;
  return { ...path, name: findSelectedName(parseSelection(kind, query)) };
}

function isServedAs(kind: ApiKind, { group, version, plural }: ResourcePath): boolean {
  return kind.group === group && kind.version === version && kind.plural === plural;
}

/** Built-in groups answer what they do not serve with a Status, everything else with the plain page. */
function answerUnserved({ group }: ResourcePath): Answer {
  const builtIn = group === "" || REVIEW_KINDS.some((kind) => kind.group === group);
  if (builtIn) throw toNotServed(404);
  return PAGE_NOT_FOUND;
}

function toMethodNotSupported({ group, plural }: ApiKind, verb: string): StatusError {
  if (group === "") return toNotServed(405);
  const message = `${verb} is not supported on resources of kind "${toQualified(group, plural)}"`;
  return new StatusError(405, "MethodNotAllowed", message, toDetails(group, plural, ""));
}
