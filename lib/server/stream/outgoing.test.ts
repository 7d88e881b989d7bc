import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import type { Encoding } from "#lib/server/encoding/segment.ts";
import { toMessage } from "./event-message.ts";
import { Outgoing } from "./outgoing.ts";

const FRESH = "<fresh>";

function setUp(encoding: Encoding = "identity", mostWaiting = 1_000) {
  let fresh = 0;
  const outgoing = new Outgoing({
    encoding,
    mostWaiting,
    fresh: () => {
      fresh++;
      return toMessage(FRESH);
    },
  });
  const takeAll = (): Buffer => {
    const taken: Uint8Array[] = [];
    for (let bytes = outgoing.take(); bytes !== null; bytes = outgoing.take()) taken.push(bytes);
    return Buffer.concat(taken);
  };
  return { outgoing, takeAll, fresh: () => fresh };
}

describe("Outgoing", () => {
  it("gives what was pushed, in order, in pieces of at most 64 KiB that are no copies", () => {
    const { outgoing } = setUp("identity", 1_000_000);
    const message = toMessage("x".repeat(150_000));
    outgoing.push(message);
    const [whole] = message.plain.parts;
    const pieces = [outgoing.take(), outgoing.take(), outgoing.take(), outgoing.take()];
    expect(pieces.map((piece) => piece?.length)).toEqual([65_536, 65_536, 18_928, undefined]);
    for (const piece of pieces.slice(0, 3)) expect(piece?.buffer).toBe(whole?.buffer);
  });

  it("keeps no more than its bound, and begins anew for one who was left behind", () => {
    const { outgoing, takeAll, fresh } = setUp("identity", 1_000);
    outgoing.push(toMessage("a".repeat(100)));
    expect(outgoing.take()?.length).toBe(100);
    for (let turn = 0; turn < 50; turn++) {
      outgoing.push(toMessage(`${turn}`.repeat(100)));
      expect(outgoing.waitingBytes).toBeLessThanOrEqual(1_000);
    }
    expect(fresh()).toBe(0);
    expect(takeAll().toString()).toBe(FRESH);
    outgoing.push(toMessage("after"));
    expect(takeAll().toString()).toBe("after");
  });

  it("lets the message that is under way end before it begins anew", () => {
    const { outgoing, takeAll } = setUp("identity", 100_000);
    outgoing.push(toMessage("a".repeat(90_000)));
    outgoing.take();
    outgoing.push(toMessage("b".repeat(200_000)));
    const rest = takeAll().toString();
    expect(rest).toBe("a".repeat(90_000 - 65_536) + FRESH);
  });

  it("says nothing of what was lost when it ends, and takes no more", () => {
    const { outgoing, takeAll, fresh } = setUp("identity", 10);
    outgoing.push(toMessage("a".repeat(50)));
    outgoing.end(toMessage("bye"));
    outgoing.push(toMessage("late"));
    expect(takeAll().toString()).toBe("bye");
    expect(fresh()).toBe(0);
  });

  it("says its last word also where there is no room for it", () => {
    const { outgoing, takeAll } = setUp("identity", 52);
    outgoing.push(toMessage("a".repeat(50)));
    outgoing.end(toMessage("bye"));
    expect(takeAll().toString()).toBe("bye");
  });

  it("makes one gzip file of all, whatever is taken when", () => {
    const step = fc.oneof(fc.constant(null), fc.string({ maxLength: 400 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 60, max: 2_000 }), (steps, mostWaiting) => {
        const zipped = setUp("gzip", mostWaiting);
        const plain = setUp("gzip", Number.POSITIVE_INFINITY);
        const taken: Uint8Array[] = [];
        for (const text of steps) {
          if (text === null) taken.push(zipped.takeAll());
          else zipped.outgoing.push(toMessage(text));
          if (text !== null) plain.outgoing.push(toMessage(text));
        }
        zipped.outgoing.end(toMessage("bye"));
        plain.outgoing.end(toMessage("bye"));
        const all = `${steps.join("")}bye`;
        expect(gunzipSync(plain.takeAll()).toString()).toBe(all);
        const text = gunzipSync(Buffer.concat([...taken, zipped.takeAll()])).toString();
        if (zipped.fresh() === 0 && text.length === all.length) expect(text).toBe(all);
        else expect(text.endsWith("bye")).toBe(true);
      }),
    );
  });
});
