import * as z from "zod";
import { type ApiKind, toApiPath } from "#lib/flux/kinds.ts";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";
import { ApiError } from "./api-error.ts";
import { findContinueToken } from "./continue-token.ts";
import type { KubernetesApi, ListOptions, ObjectList } from "./kubernetes-api.ts";
import { toObject } from "./raw-objects.ts";
import type { ApiRequest, Transport } from "./transport.ts";

/** Under this name the API server keeps what Headwater has changed. */
export const FIELD_MANAGER = "headwater";

const listSchema = z.object({
  // Go writes an empty list as null.
  items: z.array(z.unknown()).nullish(),
  metadata: z.object({ resourceVersion: z.string().catch(""), continue: z.string().catch("") }),
});

/** The API of one cluster over its transport. */
export function createKubernetesClient(transport: Pick<Transport, "send">): KubernetesApi {
  return {
    async get(kind, namespace, name) {
      return requireObject(
        toObject(kind, await transport.send({ method: "GET", path: toApiPath(kind, namespace, name) })),
      );
    },

    async list(kind, namespace, options = {}) {
      const path = toApiPath(kind, namespace) + toListQuery(options);
      return parseList(kind, await transport.send({ method: "GET", path, ...toSignal(options), ...toOnText(options) }));
    },

    async mergePatch(kind, namespace, name, patch, options = {}) {
      const query = new URLSearchParams({ fieldManager: FIELD_MANAGER, ...(options.dryRun ? { dryRun: "All" } : {}) });
      const answer = await transport.send({
        method: "PATCH",
        path: `${toApiPath(kind, namespace, name)}?${query}`,
        body: { contentType: "application/merge-patch+json", text: JSON.stringify(patch) },
      });
      return requireObject(toObject(kind, answer));
    },

    async create(path, body) {
      const sent = { contentType: "application/json", text: JSON.stringify(body) };
      const answer = await transport.send({ method: "POST", path, body: sent });
      // A review has no name, so only its being an object is asked for.
      const named = parseRawObject(answer) ?? parseRawObject(withName(answer));
      return requireObject(named);
    },
  };
}

function toListQuery({ limit, continueToken, fieldSelector }: ListOptions): string {
  const query = new URLSearchParams();
  if (limit !== undefined) query.set("limit", String(limit));
  if (continueToken !== undefined) query.set("continue", continueToken);
  if (fieldSelector !== undefined) query.set("fieldSelector", fieldSelector);
  return query.size === 0 ? "" : `?${query}`;
}

function toSignal({ signal }: ListOptions): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

function toOnText({ onContinue }: ListOptions): Pick<ApiRequest, "onText"> {
  if (onContinue === undefined) return {};
  return {
    onText(text) {
      const token = findContinueToken(text);
      if (token !== null) onContinue(token);
      return token !== null;
    },
  };
}

function parseList(kind: ApiKind, answer: unknown): ObjectList {
  const parsed = listSchema.safeParse(answer);
  if (!parsed.success) throw malformed(`The API server did not answer with a list of ${kind.plural}.`);
  const { items, metadata } = parsed.data;
  return {
    items: (items ?? []).flatMap((item) => toObject(kind, item) ?? []),
    resourceVersion: metadata.resourceVersion,
    continueToken: metadata.continue === "" ? null : metadata.continue,
  };
}

function withName(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  const metadata = "metadata" in answer && typeof answer.metadata === "object" ? answer.metadata : {};
  return { ...answer, metadata: { ...metadata, name: "-" } };
}

function requireObject(object: RawObject | null): RawObject {
  if (object === null) throw malformed("The API server did not answer with an object.");
  return object;
}

function malformed(message: string): ApiError {
  return new ApiError("malformed", message, { fix: "Check the server address in the kubeconfig." });
}
