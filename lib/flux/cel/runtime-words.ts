import { toControllerNames } from "./dialect.ts";

const WORDS: readonly (readonly [pattern: RegExp, words: (match: RegExpExecArray) => string])[] = [
  [/index out of bounds, index (-?\d+)/i, ([, index]) => `index out of bounds: ${index}`],
  [/no such key:?\s*["'`]?([^"'`\s]+)/i, ([, key]) => `no such key: ${key}`],
  [/^no such overload/i, () => "no such overload"],
  [/^integer overflow/i, () => "integer overflow"],
  [/Expression of type '(\w+)' cannot be range/, ([, type = ""]) => `got '${toGoType(type)}', expected iterable type`],
  [/^(?:Invalid duration|duration\(\))/i, () => "type conversion error from 'string' to 'google.protobuf.Duration'"],
  [/^bool\(\) conversion error/i, () => "type conversion error from 'string' to 'bool'"],
];

/** Says in cel-go's words how an expression ended, where the library has words of its own. */
export function toRuntimeWords(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split("\n", 1)[0] ?? text;
  for (const [pattern, toWords] of WORDS) {
    const match = pattern.exec(line);
    if (match !== null) return toWords(match);
  }
  return toControllerNames(line);
}

function toGoType(type: string): string {
  return `types.${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}
