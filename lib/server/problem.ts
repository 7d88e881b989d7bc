import { PROBLEM_CONTENT_TYPE, type ProblemDetails } from "#lib/api/problem-details.ts";
import { type ApiErrorKind, isApiError } from "#lib/cluster/api-error.ts";

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  413: "Too large",
  415: "Wrong content type",
  422: "Cannot be done",
  500: "Something went wrong here",
  502: "The cluster did not answer",
  503: "Not ready yet",
};

const STATUS_OF_KIND: Partial<Record<ApiErrorKind, number>> = { forbidden: 403, "not-found": 404, conflict: 409 };

/** An error that is told to the caller as problem JSON (RFC 9457): what was wrong and what to do. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly status: number;
  readonly fix: string;

  constructor(status: number, detail: string, fix: string) {
    super(detail);
    this.status = status;
    this.fix = fix;
  }
}

/** Tells by the name: the class may exist twice, in the modules that Next has bundled for two entries. */
export function isHttpProblem(error: unknown): error is HttpProblem {
  return error instanceof Error && error.name === "HttpProblem" && "status" in error && "fix" in error;
}

/** Turns whatever was thrown into an answer; never tells a stack. */
export function toProblemResponse(error: unknown): Response {
  const { status, message, fix } = toHttpProblem(error);
  const body: ProblemDetails = { type: "about:blank", title: TITLES[status] ?? "Error", status, detail: message, fix };
  return Response.json(body, {
    status,
    headers: { "Content-Type": PROBLEM_CONTENT_TYPE, "Cache-Control": "no-store" },
  });
}

function toHttpProblem(error: unknown): HttpProblem {
  if (isHttpProblem(error)) return error;
  if (isApiError(error)) {
    return new HttpProblem(STATUS_OF_KIND[error.kind] ?? 502, error.message, error.fix);
  }
  return new HttpProblem(500, "Headwater could not answer this.", "Look into its log, and try again.");
}
