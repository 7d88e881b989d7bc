import { isRecord } from "#lib/flux/is-record.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import { type Answer, toJsonAnswer } from "./answer.ts";
import type { ApiUser } from "./api-user.ts";
import { type Authorize, toResourceName } from "./authorization.ts";
import { toApiVersion, toTimestamp } from "./object-meta.ts";
import { isPathAllowed } from "./path-access.ts";
import { type StoreError, toInvalid } from "./store-error.ts";

const AUTHORIZATION = { group: "authorization.k8s.io", version: "v1" };

/** Kinds that are asked by POST and stored nowhere. */
export const REVIEW_KINDS: readonly ApiKind[] = [
  { group: "authentication.k8s.io", version: "v1", kind: "SelfSubjectReview", plural: "selfsubjectreviews" },
  { ...AUTHORIZATION, kind: "SelfSubjectAccessReview", plural: "selfsubjectaccessreviews" },
  { ...AUTHORIZATION, kind: "SubjectAccessReview", plural: "subjectaccessreviews" },
];

/** Whether everybody who is known may ask: about oneself, but not about others. */
export function isAboutOneself(kind: ApiKind): boolean {
  return kind.kind.startsWith("Self");
}

/**
 * Answers a review: 201, with what was asked under `spec` and the answer under `status`.
 * @throws StatusError Invalid when it does not say what it asks.
 */
export function answerReview(
  kind: ApiKind,
  body: Record<string, unknown>,
  user: ApiUser,
  authorize: Authorize,
  nowMs: number,
): Answer {
  const head = { kind: kind.kind, apiVersion: toApiVersion(kind), metadata: {} };
  if (kind.kind === "SelfSubjectReview") {
    const { user: username, ...rest } = user;
    const metadata = { creationTimestamp: toTimestamp(nowMs) };
    return toJsonAnswer({ ...head, metadata, status: { userInfo: { username, ...rest } } }, 201);
  }
  const spec = isRecord(body["spec"]) ? body["spec"] : {};
  const subject = isAboutOneself(kind) ? user : parseSubject(spec);
  const allowed = isAllowed(spec, subject, authorize);
  return toJsonAnswer({ ...head, spec, status: { allowed } }, 201);
}

function parseSubject({ user, groups }: Record<string, unknown>): ApiUser {
  const names = Array.isArray(groups) ? groups.filter((group) => typeof group === "string") : [];
  if (typeof user !== "string" && names.length === 0) {
    throw refuse("spec.user", '"": at least one of user or group must be specified');
  }
  return { user: typeof user === "string" ? user : "", groups: names };
}

function isAllowed(spec: Record<string, unknown>, subject: ApiUser, authorize: Authorize): boolean {
  const { resourceAttributes: attributes, nonResourceAttributes: path } = spec;
  if (isRecord(path)) {
    const [Path, Verb] = [String(path["path"] ?? ""), String(path["verb"] ?? "")];
    if (!isRecord(attributes)) return isPathAllowed(subject, Verb, Path, authorize);
    const value = JSON.stringify({ Path, Verb });
    throw refuse("spec.nonResourceAttributes", `${value}: cannot be specified in combination with resourceAttributes`);
  }
  if (!isRecord(attributes)) {
    const why = "exactly one of nonResourceAttributes or resourceAttributes must be specified";
    throw refuse("spec.resourceAttributes", `null: ${why}`);
  }
  const text = (field: string) => (typeof attributes[field] === "string" ? attributes[field] : "");
  const plural = toResourceName({ plural: text("resource"), subresource: text("subresource") || null });
  return authorize(subject, text("verb"), text("group"), plural, text("namespace") || null, text("name") || null);
}

function refuse(field: string, what: string): StoreError {
  const message = `Invalid value: ${what}`;
  return toInvalid(AUTHORIZATION.group, "", "", [{ reason: "FieldValueInvalid", message, field }]);
}
