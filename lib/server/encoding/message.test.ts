import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Message } from "./message.ts";
import { Segment } from "./segment.ts";

function toSegments(count: number, written: string[] = []): readonly Segment[] {
  return Array.from({ length: count }, (_, index) => {
    const text = `segment ${index};`;
    return new Segment(() => {
      written.push(text);
      return text;
    });
  });
}

const unzip = (message: Message) => gunzipSync(Buffer.concat(message.whole("gzip").parts)).toString();

describe("a message of many segments", () => {
  it.each([0, 1, 16, 17, 100])("is the same whether it was prepared or not (%s segments)", async (count) => {
    const written: string[] = [];
    const prepared = new Message(toSegments(count, written));
    await prepared.prepare("gzip");
    expect(unzip(prepared)).toBe(unzip(new Message(toSegments(count))));
    expect(written).toHaveLength(count);
  });

  it("may be asked for while it is prepared, and prepared twice at once", async () => {
    const segments = toSegments(100);
    const message = new Message(segments);
    const preparing = [message.prepare("gzip"), message.prepare("gzip")];
    const text = unzip(message);
    await Promise.all(preparing);
    expect(unzip(new Message(segments))).toBe(text);
    expect(text).toContain("segment 99;");
  });

  it("compresses nothing for who takes it as it is", async () => {
    const message = new Message(toSegments(100));
    await message.prepare("identity");
    expect(message.segments.some(({ isDeflated }) => isDeflated)).toBe(false);
    await message.prepare("gzip");
    expect(message.segments.every(({ isDeflated }) => isDeflated)).toBe(true);
  });
});
