/** Why a call to the API server failed, told apart by what one can do about it. */
export type ApiErrorKind =
  | "unreachable"
  | "untrusted"
  | "credentials"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "gone"
  | "invalid"
  | "throttled"
  | "server"
  | "malformed";

/** A failed call: one plain sentence (`message`), what to do (`fix`), and what the server said. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly kind: ApiErrorKind;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly fix: string;
  readonly retryAfterSeconds: number | null;

  constructor(
    kind: ApiErrorKind,
    message: string,
    detail: { status?: number; fix?: string; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: detail.cause });
    this.kind = kind;
    this.status = detail.status ?? null;
    this.fix = detail.fix ?? "";
    this.retryAfterSeconds = detail.retryAfterSeconds ?? null;
  }
}

/** Whether an error is an {@link ApiError}, also one of another copy of this module: a bundler makes one for each route. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === "ApiError" && "kind" in error && "fix" in error;
}
