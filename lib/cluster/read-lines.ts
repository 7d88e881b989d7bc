const LINE_BREAK = 0x0a;
/** An object of the API has 3 MB at most; a line that is far longer is none. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * Cuts a stream of bytes into its lines. Bytes are decoded when a line is whole, so a chunk may end in the middle of a
 * character; what stands after the last line break is dropped, because the stream was cut there. Throws on a line of
 * more than 64 MB.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, longest = LONGEST_LINE): AsyncGenerator<string> {
  let begun: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end >= 0; end = chunk.indexOf(LINE_BREAK, start)) {
      begun.push(chunk.subarray(start, end));
      yield decode(begun);
      begun = [];
      length = 0;
      start = end + 1;
    }
    if (start === chunk.byteLength) continue;
    begun.push(chunk.subarray(start));
    length += chunk.byteLength - start;
    if (length > longest) throw new RangeError(`a line is longer than ${longest} bytes`);
  }
}

function decode(parts: readonly Uint8Array[]): string {
  return Buffer.concat(parts).toString("utf8");
}
