import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { deflate, GZIP_HEAD, joinCheck, joinDeflated, NO_TEXT, toGzipTail } from "./deflated.ts";

const texts = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 });

describe("pieces that were compressed alone", () => {
  it("make one gzip file after each other", () => {
    fc.assert(
      fc.property(texts, (pieces) => {
        const deflated = pieces.map(deflate);
        const file = Buffer.concat([
          GZIP_HEAD,
          ...deflated.map(({ bytes }) => bytes),
          toGzipTail(deflated.reduce(joinCheck, NO_TEXT)),
        ]);
        expect(gunzipSync(file).equals(Buffer.concat(pieces))).toBe(true);
      }),
    );
  });

  it("may be joined before, in any groups", () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const joined = joinDeflated([joinDeflated(left.map(deflate)), joinDeflated(right.map(deflate))]);
        const file = Buffer.concat([GZIP_HEAD, joined.bytes, toGzipTail(joined)]);
        expect(gunzipSync(file).equals(Buffer.concat([...left, ...right]))).toBe(true);
      }),
    );
  });

  it("are refused by gunzip when the check is another", () => {
    const { bytes, size } = deflate(Buffer.from("a text"));
    expect(() => gunzipSync(Buffer.concat([GZIP_HEAD, bytes, toGzipTail({ crc: 1, size })]))).toThrow(/check/);
  });
});
