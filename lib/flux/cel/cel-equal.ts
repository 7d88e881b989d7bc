/** Compares two CEL values as `==` does: numbers by their value whatever their type, lists and maps by content. */
export function isCelEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const [left, right] = [toNumber(a), toNumber(b)];
  if (left !== null && right !== null) return isSameNumber(left, right);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isCelEqual(item, b[index]));
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array)
    return a.length === b.length && a.every((byte, at) => byte === b[at]);
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isCelEqual(a[key], b[key]))
  );
}

/** An integer and a double are compared exactly, not by what the one becomes as the other. */
function isSameNumber(a: number | bigint, b: number | bigint): boolean {
  if (typeof a === "bigint") return typeof b === "bigint" ? a === b : isSameNumber(b, a);
  return typeof b === "bigint" ? Number.isInteger(a) && BigInt(a) === b : a === b;
}

function toNumber(value: unknown): number | bigint | null {
  if (typeof value === "number" || typeof value === "bigint") return value;
  const plain =
    typeof value === "object" && value !== null && value.constructor.name === "UnsignedInt" ? value.valueOf() : null;
  return typeof plain === "bigint" ? plain : null;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
