import type { IncomingMessage } from "node:http";
import { isRecord } from "#lib/flux/is-record.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import { StatusError, toBadRequest, toUnsupportedType } from "./status-error.ts";

const LIMIT_BYTES = 3 * 1024 * 1024;
/** What the API server takes; here JSON alone is understood. */
const OBJECT_TYPES = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];

/**
 * Reads an object that is to be created. A custom resource must say its kind and version; core kinds are known by their path.
 * @throws StatusError RequestEntityTooLarge above 3 MiB, UnsupportedMediaType, BadRequest.
 */
export async function readObject(request: IncomingMessage, kind: ApiKind): Promise<Record<string, unknown>> {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  if (type !== "" && type.trim() !== "application/json") throw toUnsupportedType(OBJECT_TYPES);
  const text = await readText(request);
  const refuse = (why: string) =>
    toBadRequest(`the object provided is unrecognized (must be of type ${kind.kind}): ${why}`);
  const value = parseValue(text, (why) => refuse(`couldn't get version/kind; json parse error: ${why}`));
  if (!isRecord(value)) throw refuse("couldn't get version/kind; json parse error: it is no object");
  if (kind.group === "") return value;
  for (const [name, field] of [["Kind", value["kind"]] as const, ["apiVersion", value["apiVersion"]] as const]) {
    if (typeof field !== "string" || field === "")
      throw refuse(`Object '${name}' is missing in '${text.slice(0, 100)}'`);
  }
  return value;
}

/**
 * Reads a JSON object from a request; an empty body is an empty object.
 * @throws StatusError RequestEntityTooLarge above 3 MiB, BadRequest when it is no JSON object.
 */
export async function readJsonObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(request);
  const value = text === "" ? {} : parseValue(text, (why) => toBadRequest(`error decoding: ${why}`));
  if (!isRecord(value)) throw toBadRequest("error decoding: the body of the request is not a JSON object");
  return value;
}

/**
 * Reads a merge patch.
 * @throws StatusError RequestEntityTooLarge above 3 MiB, BadRequest when it is no JSON object, in Go's words where it is other JSON.
 */
export async function readPatch(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(request);
  const refuse = (why: string) => toBadRequest(`error decoding patch: ${why}`);
  const value = parseValue(text, refuse);
  if (value === null) throw toBadRequest("Invalid JSON Patch");
  if (isRecord(value)) return value;
  const type = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  throw refuse(`json: cannot unmarshal ${type} into Go value of type map[string]interface {}`);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    // Read on to the end, so that the client hears the answer and not a reset.
    if (length <= LIMIT_BYTES) chunks.push(bytes);
  }
  if (length > LIMIT_BYTES) {
    const message = `Request entity too large: limit is ${LIMIT_BYTES}`;
    throw new StatusError(413, "RequestEntityTooLarge", message);
  }
  return Buffer.concat(chunks).toString();
}

function parseValue(text: string, refuse: (why: string) => StatusError): unknown {
  if (text === "") throw refuse("unexpected end of JSON input");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : "invalid JSON");
  }
}
