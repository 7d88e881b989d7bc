const BLOCK = 512;
const MODE_OF_FILE = 0o644;

/** Builds a tar archive (ustar) of text files by path; paths are at most 100 bytes long. */
export function writeTar(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    const content = Buffer.from(text);
    return [toHeader(path, content.length), content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function toHeader(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new RangeError(`The path ${path} is too long for this archive.`);
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0);
  header.write(toOctal(MODE_OF_FILE, 8), 100);
  header.write(toOctal(0, 8), 108);
  header.write(toOctal(0, 8), 116);
  header.write(toOctal(size, 12), 124);
  header.write(toOctal(0, 12), 136);
  // The checksum is taken with its own field filled with spaces.
  header.write(" ".repeat(8), 148);
  header.write("0", 156);
  header.write("ustar\0" + "00", 257, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${toOctal(sum, 7)} `, 148);
  return header;
}

function toOctal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, "0")}\0`;
}
