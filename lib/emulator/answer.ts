import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { type StatusError, toStatusBody } from "./status-error.ts";

/** What a request is answered with: a body that is whole, or a stream that writes to the response itself. */
export type Answer =
  | { readonly type: "json"; readonly status: number; readonly body: string }
  | { readonly type: "text"; readonly status: number; readonly body: string }
  | { readonly type: "stream"; readonly start: (response: ServerResponse) => void };

export function toJsonAnswer(body: object, status = 200): Answer {
  return { type: "json", status, body: JSON.stringify(body) };
}

/** What the API server says of a path that nobody serves: plain text, no Status. */
export const PAGE_NOT_FOUND: Answer = { type: "text", status: 404, body: "404 page not found\n" };

/** What Go's server says of a request that it cannot read. */
export const BAD_REQUEST: Answer = { type: "text", status: 400, body: "400 Bad Request" };

const compress = promisify(gzip);
/** The API server compresses what is larger, at the fastest level. */
const GZIP_THRESHOLD_BYTES = 128 * 1024;

/** Sends an answer. Streams set their own headers. */
export async function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.type === "stream") return answer.start(response);
  response.statusCode = answer.status;
  response.setHeader("Cache-Control", "no-cache, private");
  if (answer.type === "text") {
    response.setHeader("Content-Type", "text/plain; charset=utf-8");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.end(answer.body);
    return;
  }
  response.setHeader("Content-Type", "application/json");
  const body = Buffer.from(`${answer.body}\n`);
  if (body.length <= GZIP_THRESHOLD_BYTES || !acceptsGzip(request)) {
    response.end(body);
    return;
  }
  const compressed = await compress(body, { level: constants.Z_BEST_SPEED });
  response.setHeader("Content-Encoding", "gzip");
  response.appendHeader("Vary", "Accept-Encoding");
  response.end(compressed);
}

/** Sends a failure as a Status, with Retry-After where it says when. */
export function sendFailure(request: IncomingMessage, response: ServerResponse, error: StatusError): Promise<void> {
  const seconds = error.details?.retryAfterSeconds;
  if (seconds !== undefined) response.setHeader("Retry-After", String(seconds));
  if (error.status === 403) response.setHeader("X-Content-Type-Options", "nosniff");
  return sendAnswer(request, response, toJsonAnswer(toStatusBody(error), error.status));
}

/** As the API server reads it: the bare word `gzip`, without weighing `q`. */
function acceptsGzip(request: IncomingMessage): boolean {
  const encodings = request.headers["accept-encoding"] ?? "";
  return String(encodings)
    .split(",")
    .some((encoding) => encoding.trim() === "gzip");
}
