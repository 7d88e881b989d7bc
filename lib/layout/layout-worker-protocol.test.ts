import { describe, expect, it } from "vitest";
import { parseGraph } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import type { LayoutEngine } from "./layout-engine.ts";
import { answerLayoutRequest } from "./layout-worker-protocol.ts";

const input = { ...parseGraph("a>b"), aspect: 1 };

describe("answering a layout request", () => {
  it("gives the picture under the request's number, and it survives the way to the page", () => {
    const reply = structuredClone(
      answerLayoutRequest(new LayeredEngine(), { request: 7, input: structuredClone(input) }),
    );
    expect(reply).toEqual({ request: 7, result: new LayeredEngine().layout(input) });
  });

  it.each([
    [new RangeError("too deep"), "too deep"],
    ["no reason", "no reason"],
  ])("says why there is none: %s", (thrown, error) => {
    const engine: LayoutEngine = {
      name: "broken",
      layout() {
        throw thrown;
      },
    };
    expect(answerLayoutRequest(engine, { request: 8, input })).toEqual({ request: 8, error });
  });
});
