import { parentPort } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { writePicture } from "#lib/layout/picture-bytes.ts";
import { toRows } from "#lib/layout/picture-rows.ts";
import type { ThreadReply, ThreadRequest } from "./picture-thread.ts";

/** The thread that lays out: the server itself has a thousand streams to feed meanwhile. */
const engine = new LayeredEngine();
const encoder = new TextEncoder();

parentPort?.on("message", ({ topology, aspect }: ThreadRequest) => {
  parentPort?.postMessage(answer(topology, aspect));
});

function answer(topology: ThreadRequest["topology"], aspect: number): ThreadReply {
  try {
    const { packed } = toRows(engine.layout({ ...topology, aspect }));
    return { gzip: gzipSync(writePicture(packed, (text) => encoder.encode(text))) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
