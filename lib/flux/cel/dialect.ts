import { Environment, evaluate, Optional } from "@marcbachmann/cel-js";
import { isCelEqual } from "./cel-equal.ts";
import { matchesPattern } from "./re2-match.ts";
import { UndecidableError } from "./undecidable.ts";

/** What functions of the controller's are called here that the library has otherwise than the controller. */
const OWN_PREFIX = "controller_";

const OWN = ["matches", "int", "uint", "double", "timestamp", "replace", "quote"] as const;

const LONGEST_TEXT = 1_000_000;
const RFC_3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** The name under which a function is called here. */
export function toOwnName(name: string): string {
  return OWN.some((own) => own === name) ? OWN_PREFIX + name : name;
}

/** Takes the names that are ours alone out of a message. */
export function toControllerNames(message: string): string {
  return message.replaceAll(OWN_PREFIX, "");
}

class SetsNamespace {}
class StringsNamespace {}
class Base64Namespace {}

/**
 * Makes the environment of a readyExpr as the controller's: optional types, cel-go's extensions strings, sets and
 * encoders, regular expressions of RE2, conversions of Go's strconv (fluxcd/pkg runtime/cel, NewExpression).
 */
export function createDialect(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: false,
    enableOptionalTypes: true,
    limits: { maxListElements: 20_000, maxMapEntries: 20_000 },
  });
  environment.registerVariable("self", "map<string, dyn>").registerVariable("dep", "map<string, dyn>");
  registerConversions(environment);
  registerTexts(environment);
  registerSets(environment);
  return environment;
}

function registerConversions(environment: Environment): void {
  const own = (signature: string, handler: (value: never) => unknown) =>
    environment.registerFunction(OWN_PREFIX + signature, handler);
  const refuse = (from: string, to: string): never => {
    throw new Error(`type conversion error from '${from}' to '${to}'`);
  };
  const toInt = (text: string) => {
    const value = /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, "")) : null;
    return value !== null && BigInt.asIntN(64, value) === value ? value : refuse("string", "int");
  };
  const toUint = (text: string) => {
    const value = /^\d+$/.test(text) ? BigInt(text) : null;
    return value !== null && BigInt.asUintN(64, value) === value ? value : refuse("string", "uint");
  };
  const makeUint = (value: bigint) => {
    if (value < 0n) throw new Error("unsigned integer overflow");
    // The library keeps its type of unsigned integers to itself.
    return evaluate("uint(value)", { value });
  };
  own("int(int): int", (value) => value);
  own("int(uint): int", (value: { valueOf(): bigint }) => value.valueOf());
  own("int(double): int", (value: number) => {
    if (!(value > -(2 ** 63) && value < 2 ** 63)) throw new Error("integer overflow");
    return BigInt(Math.trunc(value));
  });
  own("int(string): int", toInt);
  own("int(google.protobuf.Timestamp): int", (value: Date) => BigInt(Math.floor(value.getTime() / 1000)));
  own("int(google.protobuf.Duration): int", () => {
    throw new UndecidableError("a duration as an integer cannot be worked out here");
  });
  own("uint(uint): uint", (value) => value);
  own("uint(int): uint", makeUint);
  own("uint(double): uint", (value: number) => makeUint(BigInt(Math.trunc(value))));
  own("uint(string): uint", (text: string) => makeUint(toUint(text)));
  own("double(double): double", (value) => value);
  own("double(int): double", (value: bigint) => Number(value));
  own("double(uint): double", (value: { valueOf(): bigint }) => Number(value.valueOf()));
  own("double(string): double", toDouble);
  own("timestamp(google.protobuf.Timestamp): google.protobuf.Timestamp", (value) => value);
  own("timestamp(int): google.protobuf.Timestamp", (value: bigint) => new Date(Number(value) * 1000));
  own("timestamp(string): google.protobuf.Timestamp", (text: string) => {
    const time = RFC_3339.test(text) ? new Date(text) : null;
    return time !== null && !Number.isNaN(time.getTime()) ? time : refuse("string", "google.protobuf.Timestamp");
  });
}

/** As strconv.ParseFloat, but for hexadecimal floats. */
function toDouble(text: string): number {
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special !== null) {
    if (special[2]?.toLowerCase() === "nan") return Number.NaN;
    return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/0x/i.test(text)) throw new UndecidableError("a hexadecimal number with a fraction cannot be read here");
  throw new Error("type conversion error from 'string' to 'double'");
}

function registerTexts(environment: Environment): void {
  const limit = (length: number) => {
    if (length > LONGEST_TEXT)
      throw new UndecidableError("the expression makes a text that is too long to be worked out here");
  };
  const replace = (text: string, old: string, other: string, most = -1n) => {
    // As in Go, the empty text stands before each letter and at the end.
    const parts = old === "" ? ["", ...text, ""] : text.split(old);
    const count = most < 0n ? parts.length - 1 : Math.min(Number(most), parts.length - 1);
    limit(text.length + count * other.length);
    return parts.reduce((made, part, place) => made + (place <= count ? other : old) + part);
  };
  environment
    .registerFunction(`string.${OWN_PREFIX}matches(string): bool`, matchesPattern)
    .registerFunction(`${OWN_PREFIX}matches(string, string): bool`, matchesPattern)
    .registerFunction(`string.${OWN_PREFIX}replace(string, string): string`, replace)
    .registerFunction(`string.${OWN_PREFIX}replace(string, string, int): string`, replace)
    .registerFunction("string.reverse(): string", (text: string) => [...text].reverse().join(""))
    .registerFunction("string.charAt(int): string", (text: string, place: bigint) => {
      const points = [...text];
      if (place < 0n || place > BigInt(points.length)) throw new Error(`index out of range: ${place}`);
      return points[Number(place)] ?? "";
    })
    .registerType("StringsNamespace", StringsNamespace)
    .registerConstant("strings", "StringsNamespace", new StringsNamespace())
    .registerFunction(`StringsNamespace.${OWN_PREFIX}quote(string): string`, (_: unknown, text: string) => {
      if (/[^\x20-\x7e]/.test(text)) throw new UndecidableError("how such a text is quoted cannot be worked out here");
      return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    })
    .registerType("Base64Namespace", Base64Namespace)
    .registerConstant("base64", "Base64Namespace", new Base64Namespace())
    .registerFunction("Base64Namespace.encode(bytes): string", (_: unknown, bytes: Uint8Array) => encodeBase64(bytes))
    .registerFunction("Base64Namespace.decode(string): bytes", (_: unknown, text: string) => decodeBase64(text))
    .registerFunction("OptionalNamespace.ofNonZeroValue(dyn): optional<dyn>", (_: unknown, value: unknown) =>
      isZero(value) ? Optional.none() : Optional.of(value),
    );
}

function isZero(value: unknown): boolean {
  if (value === null || value === "" || value === false || value === 0 || value === 0n) return true;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  return (
    typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).length === 0
  );
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => BASE64.charAt((bits >> shift) & 63));
    text += letters
      .slice(0, b === undefined ? 2 : c === undefined ? 3 : 4)
      .join("")
      .padEnd(4, "=");
  }
  return text;
}

/** Padding may be left out, as the controller's encoders allow. */
function decodeBase64(text: string): Uint8Array {
  const plain = text.replace(/={0,2}$/, "");
  if (/[^A-Za-z0-9+/]/.test(plain) || plain.length % 4 === 1) {
    throw new Error(`illegal base64 data at input byte ${plain.search(/[^A-Za-z0-9+/]/)}`);
  }
  const bytes: number[] = [];
  for (let at = 0; at < plain.length; at += 4) {
    const part = plain.slice(at, at + 4);
    const bits = [...part.padEnd(4, "A")].reduce((sum, letter) => (sum << 6) | BASE64.indexOf(letter), 0);
    bytes.push(...[16, 8, 0].map((shift) => (bits >> shift) & 255).slice(0, part.length - 1));
  }
  return Uint8Array.from(bytes);
}

function registerSets(environment: Environment): void {
  const hasAll = (list: readonly unknown[], part: readonly unknown[]) =>
    part.every((item) => list.some((other) => isCelEqual(item, other)));
  environment
    .registerType("SetsNamespace", SetsNamespace)
    .registerConstant("sets", "SetsNamespace", new SetsNamespace())
    .registerFunction("SetsNamespace.contains(list, list): bool", (_: unknown, list: unknown[], part: unknown[]) =>
      hasAll(list, part),
    )
    .registerFunction(
      "SetsNamespace.equivalent(list, list): bool",
      (_: unknown, a: unknown[], b: unknown[]) => hasAll(a, b) && hasAll(b, a),
    )
    .registerFunction("SetsNamespace.intersects(list, list): bool", (_: unknown, a: unknown[], b: unknown[]) =>
      a.some((item) => b.some((other) => isCelEqual(item, other))),
    );
}
