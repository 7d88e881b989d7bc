import { describe, expect, it } from "vitest";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { type Forecast, type PackedRequest, packReply, unpackRequest } from "#lib/layout/layout-wire.ts";
import { answerLayoutRequest, type LayoutReply } from "#lib/layout/layout-worker-protocol.ts";
import { readTopology } from "#lib/layout/read-topology.ts";
import { packWorker, type RawWorker } from "./packing-worker.ts";

const input = { nodes: [{ id: "a", wave: 0 }], edges: [], aspect: 1 };

function setUp() {
  const asked: (PackedRequest | Forecast)[] = [];
  const ended: boolean[] = [];
  const raw: RawWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => asked.push(structuredClone(message)),
    terminate: () => ended.push(true),
  };
  const worker = packWorker(raw);
  const replies: LayoutReply[] = [];
  const errors: unknown[] = [];
  worker.onmessage = ({ data }) => replies.push(data);
  worker.onerror = ({ message }) => errors.push(message);
  return { raw, worker, asked, ended, replies, errors };
}

describe("a worker that is spoken to in rows", () => {
  it("is asked for a picture, and gives it", () => {
    const { raw, worker, asked, replies } = setUp();
    worker.postMessage({ request: 3, input, scene: "demo" });
    const [packed] = asked;
    if (packed === undefined || !("request" in packed)) throw new Error("nothing was asked");
    expect(unpackRequest(packed)).toEqual({
      request: 3,
      input: { ...readTopology(input), aspect: input.aspect },
      scene: "demo",
    });
    raw.onmessage?.({ data: packReply(answerLayoutRequest(new LayeredEngine(), unpackRequest(packed))) });
    const [reply] = replies;
    if (reply === undefined || "error" in reply) throw new Error("no picture");
    expect(reply.result.nodes.get("a")).toEqual(new LayeredEngine().layout(input).nodes.get("a"));
  });

  it("says when it dies, and is ended", () => {
    const { raw, worker, ended, errors } = setUp();
    raw.onerror?.({ message: "out of memory" });
    expect(errors).toEqual(["out of memory"]);
    worker.terminate();
    expect(ended).toEqual([true]);
  });
});
