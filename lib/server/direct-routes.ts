import type { IncomingMessage, ServerResponse } from "node:http";
import { API_PATHS } from "#lib/api/paths.ts";
import { tellProblem } from "./answer.ts";
import { acceptsGzip } from "./encoding/accepts-gzip.ts";
import type { Encoded } from "./encoding/message.ts";
import type { Encoding } from "./encoding/segment.ts";
import { answerGraph } from "./graph-response.ts";
import { guardHost } from "./guard-host.ts";
import { answerPicture } from "./picture/picture-response.ts";
import { checkReadiness, tellAlive } from "./readiness.ts";
import type { Runtime } from "./runtime.ts";
import SECURITY_HEADERS from "./security-headers.json" with { type: "json" };
import { writeStream } from "./stream/write-stream.ts";
import { readLastRevision, STREAM_HEADERS } from "./stream-response.ts";
import { writeParts } from "./write-parts.ts";

/** Answers a request, or gives false and leaves it to Next. */
export type DirectRoutes = (request: IncomingMessage, response: ServerResponse) => boolean;

type Answer = (
  runtime: Runtime,
  request: Request,
  response: ServerResponse,
  encoding: Encoding,
) => void | Promise<void>;

const ROUTES: Readonly<Record<string, Answer>> = {
  [API_PATHS.graph]: sendGraph,
  [API_PATHS.stream]: sendStream,
  [API_PATHS.picture]: sendPicture,
  [API_PATHS.readyz]: (runtime, _, response) => sendResponse(checkReadiness(runtime), response),
  [API_PATHS.livez]: (_, __, response) => sendResponse(tellAlive(), response),
};

/**
 * The paths that are answered without Next. Graph and stream may be asked for a thousand times at once: Next would
 * compress each answer anew, takes the encoding away from one that is compressed already, and turns each write of a stream
 * into several promises. How the process is must be told before Next is loaded.
 */
export function createDirectRoutes(runtime: Runtime): DirectRoutes {
  return (incoming, response) => {
    const send = ROUTES[incoming.url?.split("?", 1)[0] ?? ""];
    if (send === undefined || (incoming.method !== "GET" && incoming.method !== "HEAD")) return false;
    void answerDirectly(runtime, send, incoming, response);
    return true;
  };
}

async function answerDirectly(
  runtime: Runtime,
  send: Answer,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { configuration, log } = runtime;
  for (const { key, value } of SECURITY_HEADERS) response.setHeader(key, value);
  try {
    const request = toRequest(incoming);
    if (configuration.local) guardHost(request, configuration);
    const encoding = acceptsGzip(request.headers.get("accept-encoding")) ? "gzip" : "identity";
    await send(runtime, request, response, encoding);
  } catch (error) {
    await sendResponse(tellProblem(error, log), response);
  }
}

async function sendGraph(
  runtime: Runtime,
  request: Request,
  response: ServerResponse,
  encoding: Encoding,
): Promise<void> {
  const { status, headers, body } = answerGraph(runtime, request, encoding);
  await body?.prepare(encoding);
  sendBytes({ status, headers, body: body?.whole(encoding) ?? null }, request, response, encoding);
}

async function sendPicture(
  runtime: Runtime,
  request: Request,
  response: ServerResponse,
  encoding: Encoding,
): Promise<void> {
  const { status, headers, body } = await answerPicture(runtime, request, encoding);
  const bytes = body === null ? null : { parts: [body], length: body.length };
  sendBytes({ status, headers, body: bytes }, request, response, encoding);
}

interface Bytes {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Encoded | null;
}

function sendBytes(
  { status, headers, body }: Bytes,
  request: Request,
  response: ServerResponse,
  encoding: Encoding,
): void {
  response.statusCode = status;
  response.setHeaders(new Headers({ ...headers, Vary: "Accept-Encoding" }));
  if (body !== null) {
    setEncoding(response, encoding);
    response.setHeader("Content-Length", body.length);
  }
  if (body === null || request.method === "HEAD") response.end();
  else writeParts(body.parts, response);
}

function sendStream(runtime: Runtime, request: Request, response: ServerResponse, encoding: Encoding): void {
  response.setHeaders(new Headers({ ...STREAM_HEADERS, Vary: "Accept-Encoding" }));
  setEncoding(response, encoding);
  // A HEAD wants to know the headers; a stream that nobody reads would never be left.
  if (request.method === "HEAD") response.end();
  else writeStream(runtime.stream.open({ lastRevision: readLastRevision(request), encoding }), response);
}

function setEncoding(response: ServerResponse, encoding: Encoding): void {
  if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
}

/** Only the path of the address counts; whether the host is Headwater's is looked at by its header. */
function toRequest({ url = "", method = "GET", headers }: IncomingMessage): Request {
  const known = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || name.startsWith(":") ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  return new Request(new URL(url, "http://localhost"), { method, headers: known });
}

async function sendResponse(answer: Response, response: ServerResponse): Promise<void> {
  response.statusCode = answer.status;
  response.setHeaders(answer.headers);
  response.end(await answer.text());
}
