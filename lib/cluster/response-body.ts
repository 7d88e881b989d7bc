import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { HttpResponse } from "./http-connection.ts";

const unzip = promisify(gunzip);
/** Each piece is a way to another thread and back; a page of a list is one. The API server compresses nothing that is small. */
const PIECE_BYTES = 1024 * 1024;
/** More than any list that Headwater asks for; keeps a broken server from filling the memory. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Reads a whole answer as text, decompressed away from the event loop. Rejects when the body is cut or too long. */
export async function readBody({ headers, body }: HttpResponse, mostBytes = MOST_BYTES): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > mostBytes) throw new Error(`the answer is longer than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks, length);
  if (headers["content-encoding"] !== "gzip") return bytes.toString("utf8");
  return (await unzip(bytes, { chunkSize: PIECE_BYTES, maxOutputLength: mostBytes })).toString("utf8");
}
