import * as z from "zod";
import { ApiError, type ApiErrorKind } from "./api-error.ts";
import type { HttpResponse } from "./http-connection.ts";

const statusSchema = z.object({ kind: z.literal("Status"), message: z.string().catch("") });
const LONGEST_QUOTE = 300;

/** Turns an answer of 300 or more into an ApiError; the server's own words are those of its `Status` body. */
export function toStatusError(
  origin: string,
  { status, headers }: HttpResponse,
  body: string,
  nowMs: number,
): ApiError {
  const said = parseStatusMessage(body);
  const kind = toKind(status, said === null && isHtml(headers));
  if (kind === "malformed") return toMalformedError(origin, status);
  const retryAfterSeconds = parseRetryAfter(headers["retry-after"], nowMs);
  const quote = (said ?? toQuote(body)).replace(/\.$/, "");
  const message = `${SENTENCES[kind]} (${status})${quote === "" ? "" : `: ${quote}`}.`;
  return new ApiError(kind, message, {
    status,
    fix: FIXES[kind],
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  });
}

/** The failure of a server that answers, but not as a Kubernetes API does: a login page, a proxy's own page, garbage. */
export function toMalformedError(origin: string, status: number): ApiError {
  return new ApiError("malformed", `${origin} does not answer as a Kubernetes API server does.`, {
    status,
    fix: "Check the server address in the kubeconfig: a proxy or a login page may stand in its place.",
  });
}

/** Whether the answer is a web page by its own account. */
export function isHtml(headers: HttpResponse["headers"]): boolean {
  return /\bhtml\b/i.test(headers["content-type"] ?? "");
}

/** Reads a Retry-After header, in seconds or as a date; null when it is absent or neither. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  if (/^\d+$/.test(value.trim())) return Number(value);
  // Date.parse alone takes "-1" for a year.
  const at = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - nowMs) / 1000));
}

/** Which kind of failure an HTTP status is. */
export function toKind(
  status: number,
  html: boolean,
): Exclude<ApiErrorKind, "unreachable" | "untrusted" | "credentials"> {
  if (status === 401) return "unauthorized";
  if (status === 429) return "throttled";
  if (status >= 500) return "server";
  if (html || status < 400) return "malformed";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  if (status === 409) return "conflict";
  if (status === 410) return "gone";
  return "invalid";
}

function parseStatusMessage(body: string): string | null {
  try {
    return statusSchema.parse(JSON.parse(body)).message;
  } catch {
    return null;
  }
}

function toQuote(body: string): string {
  const text = body.trim();
  return text.startsWith("<") || text.startsWith("{") ? "" : (text.split("\n")[0] ?? "").slice(0, LONGEST_QUOTE);
}

type StatusKind = Exclude<ReturnType<typeof toKind>, "malformed">;

const SENTENCES: Readonly<Record<StatusKind, string>> = {
  unauthorized: "The API server does not accept the credentials",
  forbidden: "The API server does not allow this",
  "not-found": "The API server does not know this",
  conflict: "The object was changed in the meantime",
  gone: "The API server no longer has this version",
  invalid: "The API server does not take the request",
  throttled: "The API server asks to wait",
  server: "The API server failed",
};

const FIXES: Readonly<Record<StatusKind, string>> = {
  unauthorized: "Log in to the cluster again, or renew the token or certificate in the kubeconfig.",
  forbidden: "Ask the cluster's administrator for the permission.",
  "not-found": "",
  conflict: "Look at it again and try once more.",
  gone: "",
  invalid: "",
  throttled: "It is tried again by itself.",
  server: "It is tried again by itself; if it lasts, look at the API server's log.",
};
