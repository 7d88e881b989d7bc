/** The polynomial of CRC-32 (RFC 1952 §8), lowest power first. */
const POLYNOMIAL = 0xedb88320;
/** The polynomials 1 and x⁸ in the same notation: the highest bit is the power 0. */
const ONE = 0x80000000;
const X8 = 0x00800000;

/** What appending so many bytes does to the checksum of what is before them: x^(8·bytes) modulo the polynomial. */
export function toCrcShift(bytes: number): number {
  let shift = ONE;
  let power = X8;
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) shift = multiply(shift, power);
    power = multiply(power, power);
  }
  return shift;
}

/** The CRC-32 of two texts after each other, from those of each; `shift` is {@link toCrcShift} of the second's length. */
export function joinCrc32(first: number, second: number, shift: number): number {
  return (multiply(first, shift) ^ second) >>> 0;
}

function multiply(a: number, b: number): number {
  let product = 0;
  let term = b;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= term;
    term = (term >>> 1) ^ (term & 1 ? POLYNOMIAL : 0);
  }
  return product >>> 0;
}
