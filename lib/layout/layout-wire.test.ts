import { describe, expect, it } from "vitest";
import { createFleet, parseGraph } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import { packReply, packRequest, unpackReply, unpackRequest } from "./layout-wire.ts";
import { answerLayoutRequest, type LayoutRequest } from "./layout-worker-protocol.ts";
import { toRows } from "./picture-rows.ts";
import { toPlainPicture } from "./plain-picture.test-support.ts";
import { readTopology } from "./read-topology.ts";

const engine = new LayeredEngine();
const send = (request: LayoutRequest) => unpackRequest(structuredClone(packRequest(request)));

describe("the way to the worker and back", () => {
  it.each([
    ["nothing", { nodes: [], edges: [] }],
    ["nodes without edges", parseGraph("a b")],
    ["edges that lead to nothing", { nodes: [{ id: "a", wave: 3 }], edges: [{ from: "x", to: "a" }] }],
    ["a fleet", createFleet(200)],
  ])("keeps a request, in numbers: %s", (_, topology) => {
    const sent = send({ request: 4, input: { ...topology, aspect: 1.25 } });
    expect(sent).toEqual({ request: 4, input: { ...readTopology(topology), aspect: 1.25 } });
    // In numbers it is passed on as it is.
    expect(send(sent)).toEqual(sent);
    expect(send({ ...sent, scene: "demo" })).toEqual({ ...sent, scene: "demo" });
  });

  it("keeps the picture before, so that the next goes on from it", () => {
    const input = { ...createFleet(120), aspect: 1.25 };
    const previous = engine.layout(input);
    const more = { ...input, nodes: [...input.nodes, { id: "new", wave: 0 }] };
    const direct = answerLayoutRequest(engine, { request: 1, input: { ...more, previous } });
    const sent = answerLayoutRequest(engine, send({ request: 1, input: { ...more, previous } }));
    expect(sent).toEqual(direct);
  });

  it("keeps a reply: the picture, or why there is none", () => {
    const result = engine.layout({ ...parseGraph("a>b c"), aspect: 1 });
    const packed = structuredClone(packReply({ request: 9, result }));
    const reply = unpackReply(packed);
    if ("error" in reply) throw new Error(reply.error);
    expect(reply.request).toBe(9);
    expect(toPlainPicture(reply.result)).toEqual(toPlainPicture(result));
    // The page draws no lines that the worker has drawn.
    expect(toRows(reply.result).lines).toBe("lines" in packed && packed.lines);
    expect(toRows(reply.result).lines).toEqual(toRows(result).lines);
    const failed = { request: 10, error: "too deep" };
    expect(unpackReply(structuredClone(packReply(failed)))).toEqual(failed);
  });
});
