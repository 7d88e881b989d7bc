import type { IncomingMessage } from "node:http";
import { isRecord } from "#lib/flux/is-record.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type Answer, toJsonAnswer } from "./answer.ts";
import { checkKind, OTHER_NAMESPACE } from "./identity.ts";
import { hasStatusSubresource, toApiVersion } from "./object-meta.ts";
import type { ObjectStore } from "./object-store.ts";
import { readJsonObject, readObject, readPatch } from "./request-body.ts";
import { toBadRequest, toUnsupportedType } from "./status-error.ts";
import { toDetails, toInvalid, toNotFound } from "./store-error.ts";

/** One object's place, and the request that is to change it. */
export interface WriteRequest {
  readonly store: ObjectStore;
  readonly kind: ApiKind;
  readonly namespace: string;
  readonly name: string;
  readonly request: IncomingMessage;
  readonly query: URLSearchParams;
}

/** Answers POST: 201 and the object as it is stored; a custom resource's status is not taken from here. */
export async function answerCreate({
  store,
  kind,
  namespace,
  request,
  query,
}: Omit<WriteRequest, "name">): Promise<Answer> {
  const options = parseWriteOptions("CreateOptions", request, query);
  const body = await readObject(request, kind);
  const sent = isRecord(body["metadata"]) ? body["metadata"] : {};
  const expected = toApiVersion(kind);
  const { apiVersion = expected } = body;
  if (apiVersion !== expected) {
    const message = `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`;
    throw toBadRequest(message);
  }
  if (sent["namespace"] !== undefined && sent["namespace"] !== namespace) throw toBadRequest(OTHER_NAMESPACE);
  const name = typeof sent["name"] === "string" ? sent["name"] : "";
  if (hasStatusSubresource(kind)) checkKind(kind, name, body);
  const { status: _, ...withoutStatus } = body;
  const object = { ...(hasStatusSubresource(kind) ? withoutStatus : body), metadata: { ...sent, namespace, name } };
  return toJsonAnswer(store.create(kind, object, options), 201);
}

const MERGE_PATCH = "application/merge-patch+json";

/** What the API server takes for custom resources; here merge patches alone are understood. */
const PATCH_TYPES = ["application/json-patch+json", MERGE_PATCH, "application/apply-patch+yaml"];

/** Answers PATCH with a merge patch, of the object or of its status. */
export async function answerPatch(target: WriteRequest, subresource: "status" | null): Promise<Answer> {
  const { store, kind, namespace, name, request, query } = target;
  const [contentType] = (request.headers["content-type"] ?? "").split(";");
  if (contentType?.trim() !== MERGE_PATCH) {
    throw toUnsupportedType(PATCH_TYPES);
  }
  const options = parseWriteOptions("PatchOptions", request, query);
  const patch = await readPatch(request);
  const whole = subresource === null ? options : { ...options, subresource };
  return toJsonAnswer(store.mergePatch(kind, namespace, name, patch, whole));
}

/** Answers DELETE: a Status when the object is gone, the object itself while finalizers hold it. */
export async function answerDelete({ store, kind, namespace, name, request, query }: WriteRequest): Promise<Answer> {
  const body = await readJsonObject(request);
  const dryRun = isDryRun("DeleteOptions", query, body["dryRun"]);
  const object = store.get(kind, namespace, name);
  if (object === undefined) throw toNotFound(kind, name);
  const preconditions = parsePreconditions(body["preconditions"]);
  return toJsonAnswer(store.delete(kind, namespace, name, { dryRun, preconditions }) ?? toDeletedBody(kind, object));
}

function toDeletedBody(kind: ApiKind, { metadata }: RawObject): object {
  const details = { ...toDetails(kind.group, kind.plural, metadata.name), uid: metadata.uid };
  return { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details };
}

function parsePreconditions(value: unknown): { uid?: string; resourceVersion?: string } {
  const { uid, resourceVersion } = isRecord(value) ? value : {};
  return {
    ...(typeof uid === "string" ? { uid } : {}),
    ...(typeof resourceVersion === "string" ? { resourceVersion } : {}),
  };
}

/** Without a name of its own a manager is known by its user agent, up to the first slash. */
function parseWriteOptions(kind: string, request: IncomingMessage, query: URLSearchParams) {
  const fieldManager = query.get("fieldManager") || (request.headers["user-agent"] ?? "").split("/")[0] || "unknown";
  checkManager(kind, fieldManager);
  return { fieldManager, dryRun: isDryRun(kind, query) };
}

function checkManager(kind: string, manager: string): void {
  const refuse = (reason: "FieldValueTooLong" | "FieldValueInvalid", message: string) =>
    toInvalid("meta.k8s.io", kind, "", [{ reason, message, field: "fieldManager" }]);
  if (Buffer.byteLength(manager) > 128) {
    throw refuse("FieldValueTooLong", "Too long: may not be more than 128 bytes");
  }
  const odd = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.exec(manager);
  if (odd === null) return;
  const code = (odd[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const position = Buffer.byteLength(manager.slice(0, odd.index));
  const why = `invalid character U+${code} (at position ${position})`;
  throw refuse("FieldValueInvalid", `Invalid value: ${JSON.stringify(manager)}: ${why}`);
}

function isDryRun(kind: string, query: URLSearchParams, inBody?: unknown): boolean {
  const values = [...query.getAll("dryRun"), ...(Array.isArray(inBody) ? inBody : [])];
  if (values.every((value) => value === "All")) return values.length > 0;
  const message = `Unsupported value: ${JSON.stringify(values)}: supported values: "All"`;
  throw toInvalid("meta.k8s.io", kind, "", [{ reason: "FieldValueNotSupported", message, field: "dryRun" }]);
}
