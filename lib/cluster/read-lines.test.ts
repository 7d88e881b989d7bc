import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { readLines } from "./read-lines.ts";

async function* toChunks(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const end of [...cuts, bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(start, end);
    start = end;
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>, longest?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(chunks, longest)) lines.push(line);
  return lines;
}

describe("readLines", () => {
  it("gives the same lines wherever the bytes are cut, also in mid-character", async () => {
    const text = fc.array(
      fc.string({ unit: "grapheme" }).map((line) => line.replaceAll("\n", "")),
      { maxLength: 8 },
    );
    const property = fc.asyncProperty(text, fc.array(fc.nat()), fc.boolean(), async (lines, places, hasRest) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join("") + (hasRest ? '{"cut' : ""));
      const cuts = places.map((place) => place % (bytes.length + 1));
      expect(await collect(toChunks(bytes, cuts))).toEqual(lines.map((line) => Buffer.from(line).toString()));
    });
    await fc.assert(property);
  });

  it("takes half a megabyte in one line", async () => {
    const bytes = Buffer.from(`${"ä".repeat(250_000)}\n`);
    const cuts = Array.from({ length: 500 }, (_, index) => index * 1_001);
    expect((await collect(toChunks(bytes, cuts)))[0]).toHaveLength(250_000);
  });

  it("gives up on a line that is longer than any object", async () => {
    await expect(collect(toChunks(Buffer.alloc(101, "x"), [50]), 100)).rejects.toThrow("longer than 100 bytes");
    expect(await collect(toChunks(Buffer.from("x".repeat(100).concat("\n")), [50]), 100)).toHaveLength(1);
  });
});
