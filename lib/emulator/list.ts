import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { Answer } from "./answer.ts";
import { parseContinueToken, toContinueToken } from "./continue-token.ts";
import { toObjectJson } from "./object-json.ts";
import { toApiVersion } from "./object-meta.ts";
import type { ObjectStore } from "./object-store.ts";
import { describeBadVersion, parseCount, parseVersion } from "./query-version.ts";
import { isEverything, isSelected, parseSelection, type Selection } from "./selection.ts";
import { toBadRequest, toExpired, toTooLargeVersion } from "./status-error.ts";
import { toInvalid } from "./store-error.ts";

const LIST_TOO_OLD = "The resourceVersion for the provided list is too old.";
const CONTINUE_TOO_OLD =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without " +
  "the continue parameter, or use the continue token in this response to retrieve the remainder of the results. " +
  "Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted " +
  "between the time the first chunk was returned and now may show up in the list.";

/** A list at one version, from where it goes on. */
interface Snapshot {
  readonly objects: readonly RawObject[];
  readonly resourceVersion: number;
}

/**
 * Answers LIST: pages by `limit` and `continue`, versions as the API documents them (none and `0`: the latest, with `limit` or
 * `resourceVersionMatch=Exact`: that very one), selectors.
 * @throws StatusError BadRequest, Invalid, Expired (410), or Timeout (504) for a version that is not reached.
 */
export function answerList(
  store: ObjectStore,
  kind: ApiKind,
  namespace: string | null,
  query: URLSearchParams,
): Answer {
  const selection = parseSelection(kind, query);
  const { objects, resourceVersion } = findSnapshot(store, kind, namespace, query);
  // A list from the cache ("0") is given whole, whatever the limit.
  const limit = query.get("resourceVersion") === "0" ? 0 : Math.max(0, parseCount(query, "limit"));
  const page = takePage(objects, selection, limit);
  const metadata = {
    // Custom resources' lists say that there is no more, those of core kinds do not.
    ...(kind.group === "" ? {} : { continue: "" }),
    ...toPageMetadata(page, objects, selection, namespace, resourceVersion),
    resourceVersion: String(resourceVersion),
  };
  return { type: "json", status: 200, body: toListJson(kind, page.items, metadata) };
}

function findSnapshot(store: ObjectStore, kind: ApiKind, namespace: string | null, query: URLSearchParams): Snapshot {
  checkVersionMatch(query);
  const text = query.get("resourceVersion") ?? "";
  const token = query.get("continue") ?? "";
  if (token !== "") {
    if (text !== "" && text !== "0")
      throw toBadRequest("specifying resource version is not allowed when using continue");
    return continueSnapshot(store, kind, namespace, token);
  }
  const version = parseVersion(text);
  if (version === undefined)
    throw toBadRequest(`invalid resource version: resourceVersion: ${describeBadVersion(text)}`);
  if (version !== null && version > store.resourceVersion) throw toTooLargeVersion(version, store.resourceVersion);
  const match = query.get("resourceVersionMatch") ?? "";
  const exact = match === "Exact" || (match === "" && parseCount(query, "limit") > 0);
  if (version === null || version === 0 || !exact) return findLatest(store, kind, namespace);
  const objects = store.listAt(kind, namespace, version);
  if (objects === "expired") throw toExpired(LIST_TOO_OLD);
  return { objects, resourceVersion: version };
}

function continueSnapshot(store: ObjectStore, kind: ApiKind, namespace: string | null, token: string): Snapshot {
  const { resourceVersion, lastKey } = parseContinueToken(token);
  const rest = (objects: readonly RawObject[]) => objects.filter((object) => toKey(object, namespace) > lastKey);
  if (resourceVersion === null) {
    return { objects: rest(store.list(kind, namespace)), resourceVersion: store.resourceVersion };
  }
  if (resourceVersion > store.resourceVersion) throw toTooLargeVersion(resourceVersion, store.resourceVersion);
  const objects = store.listAt(kind, namespace, resourceVersion);
  if (objects === "expired") throw toExpired(CONTINUE_TOO_OLD, toContinueToken({ resourceVersion: null, lastKey }));
  return { objects: rest(objects), resourceVersion };
}

function findLatest(store: ObjectStore, kind: ApiKind, namespace: string | null): Snapshot {
  return { objects: store.list(kind, namespace), resourceVersion: store.resourceVersion };
}

function checkVersionMatch(query: URLSearchParams): void {
  const match = query.get("resourceVersionMatch") ?? "";
  if (match === "") return;
  const refuse = (message: string, reason: "FieldValueForbidden" | "FieldValueNotSupported" = "FieldValueForbidden") =>
    toInvalid("meta.k8s.io", "ListOptions", "", [{ reason, message, field: "resourceVersionMatch" }]);
  if ((query.get("resourceVersion") ?? "") === "") {
    throw refuse("Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided");
  }
  if ((query.get("continue") ?? "") !== "") {
    throw refuse("Forbidden: resourceVersionMatch is forbidden when continue is provided");
  }
  if (match !== "Exact" && match !== "NotOlderThan") {
    const message = `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""`;
    throw refuse(message, "FieldValueNotSupported");
  }
  if (match === "Exact" && query.get("resourceVersion") === "0") {
    throw refuse('Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"');
  }
}

interface Page {
  readonly items: readonly RawObject[];
  /** How many of the snapshot's objects have been looked at. */
  readonly seen: number;
}

function takePage(objects: readonly RawObject[], selection: Selection, limit: number): Page {
  const everything = isEverything(selection);
  if (limit === 0) {
    return {
      items: everything ? objects : objects.filter((object) => isSelected(object, selection)),
      seen: objects.length,
    };
  }
  const items: RawObject[] = [];
  let seen = 0;
  for (const object of objects) {
    seen += 1;
    if (everything || isSelected(object, selection)) items.push(object);
    if (items.length >= limit) break;
  }
  return { items, seen };
}

function toPageMetadata(
  { items, seen }: Page,
  objects: readonly RawObject[],
  selection: Selection,
  namespace: string | null,
  resourceVersion: number,
): object {
  const last = items.at(-1);
  if (seen >= objects.length || last === undefined) return {};
  const token = { continue: toContinueToken({ resourceVersion, lastKey: toKey(last, namespace) }) };
  // Under a selector nobody has counted the rest.
  return isEverything(selection) ? { ...token, remainingItemCount: objects.length - seen } : token;
}

function toKey({ metadata }: RawObject, namespace: string | null): string {
  return namespace === null ? `${metadata.namespace ?? ""}/${metadata.name}` : metadata.name;
}

/** Items of custom resources say what they are, those of core kinds do not. */
function toListJson(kind: ApiKind, items: readonly RawObject[], metadata: object): string {
  const json = kind.group === "" ? items.map(toBareJson) : items.map(toObjectJson);
  const type = `"kind":"${kind.kind}List","apiVersion":"${toApiVersion(kind)}"`;
  return `{${type},"metadata":${JSON.stringify(metadata)},"items":[${json.join(",")}]}`;
}

function toBareJson({ apiVersion: _, kind: __, ...object }: RawObject): string {
  return JSON.stringify(object);
}
