import type { IncomingMessage } from "node:http";
import { isRecord } from "./merge-patch.ts";
import { StatusError, toBadRequest } from "./status-error.ts";

const LIMIT_BYTES = 3 * 1024 * 1024;

/**
 * Reads a JSON object from a request; an empty body is an empty object.
 * @throws StatusError RequestEntityTooLarge above 3 MiB, BadRequest when it is no JSON object.
 */
export async function readJsonObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(request);
  const value = text === "" ? {} : parseJson(text);
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
  if (text === "") throw refuse("unexpected end of JSON input");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : "invalid JSON");
  }
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw toBadRequest(`error decoding: ${error instanceof Error ? error.message : "invalid JSON"}`);
  }
}
