import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { joinCrc32, toCrcShift } from "./crc32.ts";

describe("joinCrc32", () => {
  it("is the check of both texts after each other", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
        const joined = joinCrc32(crc32(first), crc32(second), toCrcShift(second.length));
        expect(joined).toBe(crc32(Buffer.concat([first, second])));
      }),
    );
  });

  it.each([1, 255, 65_536, 3_000_001])("holds for a second text of %i bytes", (length) => {
    const [first, second] = [Buffer.from("first"), Buffer.alloc(length, 7)];
    const joined = joinCrc32(crc32(first), crc32(second), toCrcShift(length));
    expect(joined).toBe(crc32(Buffer.concat([first, second])));
  });
});
