/** `details` of a Status: which object it is about, and what is wrong with it. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  /** The plural, save for Invalid, which names the kind. */
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly { readonly reason?: string; readonly message: string; readonly field?: string }[];
  readonly retryAfterSeconds?: number;
}

/** A failure as the API server answers it: metav1.Status. `status` is the HTTP status. */
export class StatusError extends Error {
  override readonly name: string = "StatusError";
  readonly status: number;
  /** Empty where the API server gives none. */
  readonly reason: string;
  readonly details: StatusDetails | null;
  /** In `metadata.continue`: how to go on after an expired page, inconsistently. */
  readonly continueToken: string | null;

  constructor(
    status: number,
    reason: string,
    message: string,
    details: StatusDetails | null = null,
    continueToken: string | null = null,
  ) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.details = details;
    this.continueToken = continueToken;
  }
}

/** The body of a failure: a v1 Status. */
export function toStatusBody(error: StatusError): object {
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: error.continueToken === null ? {} : { continue: error.continueToken },
    status: "Failure",
    message: error.message,
    ...(error.reason === "" ? {} : { reason: error.reason }),
    ...(error.details === null ? {} : { details: error.details }),
    code: error.status,
  };
}

/** What the API server has not foreseen, or passes on as it came: a 500 that names no reason. */
export function toUnforeseen(message: string): StatusError {
  return new StatusError(500, "", message);
}

/** The request cannot be understood. */
export function toBadRequest(message: string): StatusError {
  return new StatusError(400, "BadRequest", message);
}

/** A body of another media type than those that are understood. */
export function toUnsupportedType(types: readonly string[]): StatusError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${types.join(", ")}`;
  return new StatusError(415, "UnsupportedMediaType", message);
}

/** A version that the server has forgotten. */
export function toExpired(message: string, continueToken: string | null = null): StatusError {
  return new StatusError(410, "Expired", message, null, continueToken);
}

/** A version that the server has not reached. */
export function toTooLargeVersion(requested: number, current: number): StatusError {
  const cause = { reason: "ResourceVersionTooLarge", message: "Too large resource version" };
  const message = `Timeout: Too large resource version: ${requested}, current: ${current}`;
  return new StatusError(504, "Timeout", message, { causes: [cause], retryAfterSeconds: 1 });
}

/** Nothing is served under this path of a built-in group, or the method is not; other groups answer in plain text. */
export function toNotServed(status: 404 | 405): StatusError {
  return status === 404
    ? new StatusError(404, "NotFound", "the server could not find the requested resource", {})
    : new StatusError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", {});
}
