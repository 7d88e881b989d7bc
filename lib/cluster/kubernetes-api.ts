import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

/** A page of a list; `continueToken` is null on the last. */
export interface ObjectList {
  readonly items: readonly RawObject[];
  readonly resourceVersion: string;
  readonly continueToken: string | null;
}

export interface ListOptions {
  readonly limit?: number;
  readonly continueToken?: string;
  readonly fieldSelector?: string;
  readonly signal?: AbortSignal;
  /** Told of the next page's token as soon as it is known, which may be before the page is read, or not at all. */
  readonly onContinue?: (token: string) => void;
}

export interface PatchOptions {
  /** Validates on the server and changes nothing. */
  readonly dryRun?: boolean;
}

/** What Headwater asks of one API server. Every failure is an `ApiError`. */
export interface KubernetesApi {
  get(kind: ApiKind, namespace: string, name: string): Promise<RawObject>;
  list(kind: ApiKind, namespace: string | null, options?: ListOptions): Promise<ObjectList>;
  /** A JSON merge patch (RFC 7386) under the field manager `headwater`. */
  mergePatch(kind: ApiKind, namespace: string, name: string, patch: object, options?: PatchOptions): Promise<RawObject>;
  /** Posts to a path of the API, for reviews: SelfSubjectAccessReview and the like. */
  create(path: string, body: object): Promise<RawObject>;
}
