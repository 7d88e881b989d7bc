import { promisify } from "node:util";
import { constants, crc32, deflateRaw, deflateRawSync } from "node:zlib";
import { joinCrc32, toCrcShift } from "./crc32.ts";

/** Above it the fleets that were tried grow hardly smaller, and take twice the time. */
const OPTIONS = { level: 4, finishFlush: constants.Z_SYNC_FLUSH };
const deflateRawAside = promisify(deflateRaw);

/**
 * A piece of text compressed alone and ending on a whole byte, so that any such pieces after each other make one
 * compressed text: what many answers have in common is compressed once.
 */
export interface Deflated {
  readonly bytes: Uint8Array;
  /** Of the text before it was compressed. */
  readonly crc: number;
  readonly size: number;
  readonly shift: number;
}

/** The checks of a text that grows piece by piece. */
export type Check = Pick<Deflated, "crc" | "size">;

export const NO_TEXT: Check = { crc: 0, size: 0 };

/** Compresses a piece of text. */
export function deflate(text: Uint8Array): Deflated {
  return toDeflated(text, deflateRawSync(text, OPTIONS));
}

/** As {@link deflate}, on another thread: dearer for one piece, cheaper for many. */
export async function deflateAside(text: Uint8Array): Promise<Deflated> {
  return toDeflated(text, await deflateRawAside(text, OPTIONS));
}

function toDeflated(text: Uint8Array, bytes: Uint8Array): Deflated {
  // A copy of its own: what zlib gives may be a small part of a large buffer.
  return { bytes: Uint8Array.from(bytes), crc: crc32(text), size: text.length, shift: toCrcShift(text.length) };
}

/** Makes one piece of several. */
export function joinDeflated(parts: readonly Deflated[]): Deflated {
  const { crc, size } = parts.reduce(joinCheck, NO_TEXT);
  return { bytes: Buffer.concat(parts.map(({ bytes }) => bytes)), crc, size, shift: toCrcShift(size) };
}

/** The check of a text and of a piece that follows it. */
export function joinCheck(before: Check, piece: Deflated): Check {
  return { crc: joinCrc32(before.crc, piece.crc, piece.shift), size: before.size + piece.size };
}

/** Begins a gzip file (RFC 1952 §2.3) of no name and no date. */
export const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

/** Ends a gzip file: an empty last block, then the check of all pieces. */
export function toGzipTail({ crc, size }: Check): Uint8Array {
  const tail = Buffer.alloc(10);
  tail.writeUInt16BE(0x03_00, 0);
  tail.writeUInt32LE(crc, 2);
  tail.writeUInt32LE(size % 2 ** 32, 6);
  return tail;
}
