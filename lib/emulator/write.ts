import type { IncomingMessage } from "node:http";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type Answer, toJsonAnswer } from "./answer.ts";
import { isRecord } from "./merge-patch.ts";
import { hasStatusSubresource, toApiVersion } from "./object-meta.ts";
import type { ObjectStore } from "./object-store.ts";
import { readJsonObject } from "./request-body.ts";
import { StatusError, toBadRequest } from "./status-error.ts";
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
  const body = await readJsonObject(request);
  const sent = isRecord(body["metadata"]) ? body["metadata"] : {};
  const expected = toApiVersion(kind);
  const { apiVersion = expected } = body;
  if (apiVersion !== expected) {
    const message = `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`;
    throw toBadRequest(message);
  }
  if (sent["namespace"] !== undefined && sent["namespace"] !== namespace) {
    throw toBadRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
  const name = typeof sent["name"] === "string" ? sent["name"] : "";
  const { status: _, ...withoutStatus } = body;
  const object = { ...(hasStatusSubresource(kind) ? withoutStatus : body), metadata: { ...sent, namespace, name } };
  return toJsonAnswer(store.create(kind, object, options), 201);
}

const MERGE_PATCH = "application/merge-patch+json";

/** Answers PATCH with a merge patch, of the object or of its status. */
export async function answerPatch(target: WriteRequest, subresource: "status" | null): Promise<Answer> {
  const { store, kind, namespace, name, request, query } = target;
  const [contentType] = (request.headers["content-type"] ?? "").split(";");
  if (contentType?.trim() !== MERGE_PATCH) {
    const message = `the body of the request was in an unknown format - accepted media types include: ${MERGE_PATCH}`;
    throw new StatusError(415, "UnsupportedMediaType", message);
  }
  const options = parseWriteOptions("PatchOptions", request, query);
  const patch = await readJsonObject(request);
  checkIdentity(patch, namespace, name);
  const whole = subresource === null ? options : { ...options, subresource };
  return toJsonAnswer(store.mergePatch(kind, namespace, name, patch, whole));
}

/** Answers DELETE: a Status when the object is gone, the object itself while finalizers hold it. */
export async function answerDelete({ store, kind, namespace, name, request, query }: WriteRequest): Promise<Answer> {
  const body = await readJsonObject(request);
  const dryRun = isDryRun("DeleteOptions", query, body["dryRun"]);
  const object = store.get(kind, namespace, name);
  if (object === undefined) throw toNotFound(kind, name);
  store.delete(kind, namespace, name, { dryRun, preconditions: parsePreconditions(body["preconditions"]) });
  const held = store.get(kind, namespace, name);
  if (held !== undefined && !dryRun) return toJsonAnswer(held);
  return toJsonAnswer(toDeletedBody(kind, object));
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

function checkIdentity(patch: Record<string, unknown>, namespace: string, name: string): void {
  const metadata = isRecord(patch["metadata"]) ? patch["metadata"] : {};
  const { name: otherName = name, namespace: otherNamespace = namespace } = metadata;
  if (otherName !== name) {
    throw toBadRequest(`the name of the object (${otherName}) does not match the name on the URL (${name})`);
  }
  if (otherNamespace !== namespace) {
    const message = `the namespace of the object (${otherNamespace}) does not match the namespace on the request (${namespace})`;
    throw toBadRequest(message);
  }
}

/** Without a name of its own a manager is known by its user agent, up to the first slash. */
function parseWriteOptions(kind: string, request: IncomingMessage, query: URLSearchParams) {
  const fieldManager = query.get("fieldManager") || (request.headers["user-agent"] ?? "").split("/")[0] || "unknown";
  if (fieldManager.length > 128) {
    const message = "Too long: may not be more than 128 bytes";
    throw toInvalid("meta.k8s.io", kind, "", [{ reason: "FieldValueTooLong", message, field: "fieldManager" }]);
  }
  return { fieldManager, dryRun: isDryRun(kind, query) };
}

function isDryRun(kind: string, query: URLSearchParams, inBody?: unknown): boolean {
  const values = [...query.getAll("dryRun"), ...(Array.isArray(inBody) ? inBody : [])];
  for (const value of values) {
    if (value === "All") continue;
    const message = `Unsupported value: ${JSON.stringify(value)}: supported values: "All"`;
    throw toInvalid("meta.k8s.io", kind, "", [{ reason: "FieldValueNotSupported", message, field: "dryRun" }]);
  }
  return values.length > 0;
}
