import { isRecord } from "#lib/flux/is-record.ts";
import { toBadRequest } from "./status-error.ts";

/** Where a list goes on: after `lastKey`, at a version; null is "whatever is the latest". */
export interface ContinueToken {
  readonly resourceVersion: number | null;
  readonly lastKey: string;
}

/** Writes a token in the API server's own form, which clients must take as opaque. */
export function toContinueToken({ resourceVersion, lastKey }: ContinueToken): string {
  const token = { v: "meta.k8s.io/v1", rv: resourceVersion ?? -1, start: `${lastKey}\0` };
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

/**
 * Reads a token.
 * @throws StatusError BadRequest when it is none.
 */
export function parseContinueToken(text: string): ContinueToken {
  const token = parseJson(Buffer.from(text, "base64url").toString());
  if (!isRecord(token)) throw toBadRequest("invalid continue token: continue key is not valid: it is no JSON object");
  const { v, rv, start } = token;
  if (v !== "meta.k8s.io/v1") {
    const why = "server does not recognize this encoded version";
    throw toBadRequest(`invalid continue token: continue key is not valid: ${why} ${v ?? ""}`);
  }
  if (typeof rv !== "number" || rv === 0) {
    const why = "incorrect encoded start resourceVersion (version meta.k8s.io/v1)";
    throw toBadRequest(`invalid continue token: continue key is not valid: ${why}`);
  }
  if (typeof start !== "string" || start === "") {
    const why = "encoded start key empty (version meta.k8s.io/v1)";
    throw toBadRequest(`invalid continue token: continue key is not valid: ${why}`);
  }
  return { resourceVersion: rv < 0 ? null : rv, lastKey: start.replace(/\0$/, "") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
