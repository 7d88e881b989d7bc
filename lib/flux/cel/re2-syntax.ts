import { UndecidableError } from "./undecidable.ts";

/** Thrown over a pattern that RE2, which the controller uses, refuses; the message is in its words. */
export class PatternError extends Error {}

/** A range of code points, both ends included. */
export type Range = readonly [first: number, last: number];

/** A regular expression as a tree. */
export type Pattern =
  | { readonly kind: "set"; readonly ranges: readonly Range[]; readonly isNegated: boolean; readonly folds: boolean }
  | { readonly kind: "assert"; readonly what: "start" | "end" | "line-start" | "line-end" | "word" | "no-word" }
  | { readonly kind: "sequence"; readonly parts: readonly Pattern[] }
  | { readonly kind: "choice"; readonly parts: readonly Pattern[] }
  | { readonly kind: "repeat"; readonly part: Pattern; readonly least: number; readonly most: number };

interface Flags {
  readonly i: boolean;
  readonly s: boolean;
  readonly m: boolean;
}

const MOST_REPEATS = 1_000;
const LAST_POINT = 0x10ffff;
const DIGIT: readonly Range[] = [[48, 57]];
const WORD: readonly Range[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACE: readonly Range[] = [
  [9, 10],
  [12, 13],
  [32, 32],
];
const PERL: Readonly<Record<string, readonly Range[]>> = { d: DIGIT, w: WORD, s: SPACE };
const ESCAPES: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
const POSIX: Readonly<Record<string, readonly Range[]>> = {
  alnum: [
    [48, 57],
    [65, 90],
    [97, 122],
  ],
  alpha: [
    [65, 90],
    [97, 122],
  ],
  digit: DIGIT,
  lower: [[97, 122]],
  upper: [[65, 90]],
  space: [
    [9, 13],
    [32, 32],
  ],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  word: WORD,
  xdigit: [
    [48, 57],
    [65, 70],
    [97, 102],
  ],
};

/**
 * Reads a regular expression of RE2 (the syntax of Go's regexp). Throws a PatternError where RE2 would refuse it, and
 * an UndecidableError over the rare parts of its syntax that are not known here: Unicode classes, `\Q`, `\C`.
 */
export function parsePattern(text: string): Pattern {
  const points = [...text];
  let place = 0;
  let depth = 0;

  const peek = (ahead = 0) => points[place + ahead];
  const refuse = (words: string): never => {
    throw new PatternError(`error parsing regexp: ${words}`);
  };
  const literal = (point: number, flags: Flags): Pattern => ({
    kind: "set",
    ranges: [[point, point]],
    isNegated: false,
    folds: flags.i,
  });

  function parseChoice(given: Flags): Pattern {
    let flags = given;
    const parts: Pattern[] = [];
    let sequence: Pattern[] = [];
    for (;;) {
      const point = peek();
      if (point === undefined || point === ")") break;
      if (point === "|") {
        place++;
        parts.push({ kind: "sequence", parts: sequence });
        sequence = [];
        continue;
      }
      if (point === "(" && peek(1) === "?" && peek(2) !== "P" && peek(2) !== "<" && peek(2) !== ":") {
        const found = parseFlags(flags);
        if (found.isGroup) sequence.push(parseRepeat(closeGroup(found.flags)));
        else flags = found.flags;
        continue;
      }
      sequence.push(parseRepeat(parseOne(flags)));
    }
    return { kind: "choice", parts: [...parts, { kind: "sequence", parts: sequence }] };
  }

  function closeGroup(flags: Flags): Pattern {
    if (++depth > MOST_REPEATS) throw new UndecidableError("the regular expression is nested too deep to be looked at");
    const inner = parseChoice(flags);
    depth--;
    if (peek() !== ")") refuse(`missing closing ): \`${text}\``);
    place++;
    return inner;
  }

  function parseFlags(flags: Flags): { flags: Flags; isGroup: boolean } {
    const start = place;
    place += 2;
    const next = { ...flags };
    let isOn = true;
    for (;;) {
      const point = points[place++];
      if (point === "i" || point === "s" || point === "m") next[point] = isOn;
      else if (point === "-" && isOn) isOn = false;
      else if (point === "U") throw new UndecidableError("the flag U of a regular expression is not known here");
      else if (point === ":" || point === ")") return { flags: next, isGroup: point === ":" };
      else refuse(`invalid or unsupported Perl syntax: \`${points.slice(start, place).join("")}\``);
    }
  }

  function parseOne(flags: Flags): Pattern {
    const point = points[place++] ?? "";
    switch (point) {
      case "(":
        return parseGroup(flags);
      case "[":
        return parseClass(flags);
      case ".":
        return { kind: "set", ranges: flags.s ? [] : [[10, 10]], isNegated: true, folds: false };
      case "^":
        return { kind: "assert", what: flags.m ? "line-start" : "start" };
      case "$":
        return { kind: "assert", what: flags.m ? "line-end" : "end" };
      case "*":
      case "+":
      case "?":
        return refuse(`missing argument to repetition operator: \`${point}\``);
      case "\\":
        return parseEscape(flags);
      default:
        return literal(point.codePointAt(0) ?? 0, flags);
    }
  }

  function parseGroup(flags: Flags): Pattern {
    if (peek() !== "?") return closeGroup(flags);
    const name = /^\?(?:P?<(\w+)>|:)/.exec(points.slice(place, place + 200).join(""));
    if (name === null)
      return refuse(`invalid or unsupported Perl syntax: \`(${points.slice(place, place + 2).join("")}\``);
    place += name[0].length;
    return closeGroup(flags);
  }

  function parseEscape(flags: Flags): Pattern {
    const point = points[place++];
    if (point === undefined) return refuse("trailing backslash at end of expression: ``");
    if (point === "A") return { kind: "assert", what: "start" };
    if (point === "z") return { kind: "assert", what: "end" };
    if (point === "b") return { kind: "assert", what: "word" };
    if (point === "B") return { kind: "assert", what: "no-word" };
    const perl = PERL[point.toLowerCase()];
    if (perl !== undefined) return { kind: "set", ranges: perl, isNegated: point < "a", folds: false };
    return literal(parseEscapedPoint(point), flags);
  }

  function parseEscapedPoint(point: string): number {
    if ("pPQEC".includes(point)) throw new UndecidableError(`\\${point} in a regular expression is not known here`);
    const known = ESCAPES[point];
    if (known !== undefined) return known;
    if (point === "x") {
      const hex = /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/.exec(points.slice(place, place + 8).join(""));
      const value = Number.parseInt(hex?.[1] ?? hex?.[2] ?? "", 16);
      if (hex === null || value > LAST_POINT) return refuse("invalid escape sequence: `\\x`");
      place += hex[0].length;
      return value;
    }
    if (/[0-7]/.test(point) && point === "0") {
      const octal = /^[0-7]{0,2}/.exec(points.slice(place, place + 2).join(""))?.[0] ?? "";
      place += octal.length;
      return Number.parseInt(`0${octal}`, 8);
    }
    if (/[0-9A-Za-z]/.test(point)) refuse(`invalid escape sequence: \`\\${point}\``);
    return point.codePointAt(0) ?? 0;
  }

  function parseClass(flags: Flags): Pattern {
    const start = place - 1;
    const isNegated = peek() === "^";
    if (isNegated) place++;
    const ranges: Range[] = [];
    for (let isFirst = true; isFirst || peek() !== "]"; isFirst = false) {
      const point = peek();
      if (point === undefined) return refuse(`missing closing ]: \`${points.slice(start).join("")}\``);
      const posix = /^\[:(\^?)(\w+):\]/.exec(points.slice(place, place + 20).join(""));
      if (posix !== null) {
        const named = POSIX[posix[2] ?? ""];
        if (named === undefined) return refuse(`invalid character class range: \`${posix[0]}\``);
        ranges.push(...(posix[1] === "^" ? invert(named) : named));
        place += posix[0].length;
        continue;
      }
      const perl = point === "\\" ? PERL[peek(1)?.toLowerCase() ?? ""] : undefined;
      if (perl !== undefined) {
        ranges.push(...((peek(1) ?? "") < "a" ? invert(perl) : perl));
        place += 2;
        continue;
      }
      const first = parseClassPoint();
      const hasRange = peek() === "-" && peek(1) !== "]" && peek(1) !== undefined;
      if (hasRange) place++;
      const last = hasRange ? parseClassPoint() : first;
      if (last < first)
        refuse(`invalid character class range: \`${String.fromCodePoint(first)}-${String.fromCodePoint(last)}\``);
      ranges.push([first, last]);
    }
    place++;
    return { kind: "set", ranges, isNegated, folds: flags.i };
  }

  function parseClassPoint(): number {
    const point = points[place++] ?? "";
    if (point !== "\\") return point.codePointAt(0) ?? 0;
    const escaped = points[place++];
    return escaped === undefined ? refuse("missing closing ]") : parseEscapedPoint(escaped);
  }

  function parseRepeat(part: Pattern): Pattern {
    let repeated = part;
    for (let isNested = false; ; isNested = true) {
      const found = readCount();
      if (found === null) return repeated;
      if (isNested) return refuse(`invalid nested repetition operator: \`${text}\``);
      if (peek() === "?") place++;
      repeated = { kind: "repeat", part, ...found };
    }
  }

  function readCount(): { least: number; most: number } | null {
    const point = peek();
    const simple = { "*": [0, Infinity], "+": [1, Infinity], "?": [0, 1] }[point ?? ""];
    if (simple !== undefined) {
      place++;
      return { least: simple[0] ?? 0, most: simple[1] ?? 0 };
    }
    const counted = /^\{(\d{1,9})(?:(,)(\d{0,9}))?\}/.exec(
      point === "{" ? points.slice(place, place + 24).join("") : "",
    );
    if (counted === null) return null;
    const least = Number(counted[1]);
    const most = counted[2] === undefined ? least : counted[3] === "" ? Infinity : Number(counted[3]);
    if (least > MOST_REPEATS || (most !== Infinity && most > MOST_REPEATS) || most < least) {
      refuse(`invalid repeat count: \`${counted[0]}\``);
    }
    place += counted[0].length;
    return { least, most };
  }

  const pattern = parseChoice({ i: false, s: false, m: false });
  if (place < points.length) refuse(`unexpected ): \`${text}\``);
  return pattern;
}

function invert(ranges: readonly Range[]): readonly Range[] {
  const inverted: Range[] = [];
  let next = 0;
  for (const [first, last] of ranges) {
    if (first > next) inverted.push([next, first - 1]);
    next = last + 1;
  }
  return [...inverted, [next, LAST_POINT]];
}
