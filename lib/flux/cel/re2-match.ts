import { type Pattern, parsePattern, type Range } from "./re2-syntax.ts";
import { UndecidableError } from "./undecidable.ts";

type Step =
  | { readonly kind: "set"; readonly isIn: (point: number) => boolean }
  | { readonly kind: "assert"; readonly what: Extract<Pattern, { kind: "assert" }>["what"] }
  | { readonly kind: "split"; readonly next: readonly number[] }
  | { readonly kind: "match" };

const MOST_STEPS = 20_000;
const MOST_WORK = 20_000_000;

const programs = new Map<string, readonly Step[]>();
const MOST_PROGRAMS = 200;

/**
 * Whether a regular expression of RE2 is found anywhere in a text. Takes (length of the text) × (size of the pattern)
 * steps at most, whatever the pattern. Throws as `parsePattern`, and an UndecidableError where that is too much.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  const program = programs.get(pattern) ?? compile(parsePattern(pattern));
  if (programs.size >= MOST_PROGRAMS) programs.clear();
  programs.set(pattern, program);
  const points = Array.from(text, (point) => point.codePointAt(0) ?? 0);
  if (points.length * program.length > MOST_WORK) {
    throw new UndecidableError("the regular expression would take too long on so long a text");
  }
  return run(program, points);
}

/** All ways at once (Thompson): which steps may come next, before each place of the text. */
function run(program: readonly Step[], points: readonly number[]): boolean {
  const seenAt = new Int32Array(program.length).fill(-1);
  let current: number[] = [];
  for (let place = 0; place <= points.length; place++) {
    const open = [...current, 0];
    const waiting: number[] = [];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seenAt[at] === place) continue;
      seenAt[at] = place;
      const step = program[at];
      if (step?.kind === "match") return true;
      if (step?.kind === "set") waiting.push(at);
      else if (step?.kind === "split") open.push(...step.next);
      else if (step?.kind === "assert" && holds(step.what, points, place)) open.push(at + 1);
    }
    const point = points[place];
    current = [];
    for (const at of waiting) {
      const step = program[at];
      if (point !== undefined && step?.kind === "set" && step.isIn(point)) current.push(at + 1);
    }
  }
  return false;
}

function holds(what: Extract<Step, { kind: "assert" }>["what"], points: readonly number[], place: number): boolean {
  switch (what) {
    case "start":
      return place === 0;
    case "end":
      return place === points.length;
    case "line-start":
      return place === 0 || points[place - 1] === 10;
    case "line-end":
      return place === points.length || points[place] === 10;
    case "word":
      return isWord(points[place - 1]) !== isWord(points[place]);
    case "no-word":
      return isWord(points[place - 1]) === isWord(points[place]);
  }
}

function isWord(point: number | undefined): boolean {
  return point !== undefined && /[0-9A-Za-z_]/.test(String.fromCodePoint(point));
}

function compile(pattern: Pattern): readonly Step[] {
  const program: Step[] = [];
  const add = (step: Step): number => {
    if (program.length >= MOST_STEPS) throw new UndecidableError("the regular expression is too large to be looked at");
    return program.push(step) - 1;
  };
  const write = (part: Pattern): void => {
    switch (part.kind) {
      case "set":
        add({ kind: "set", isIn: toTest(part) });
        return;
      case "assert":
        add(part);
        return;
      case "sequence":
        for (const one of part.parts) write(one);
        return;
      case "choice":
        writeChoice(part.parts);
        return;
      case "repeat":
        writeRepeat(part.part, part.least, part.most);
        return;
    }
  };
  const writeChoice = (parts: readonly Pattern[]): void => {
    const [only] = parts;
    if (only !== undefined && parts.length === 1) {
      write(only);
      return;
    }
    const split = add({ kind: "split", next: [] });
    const starts: number[] = [];
    const ends: number[] = [];
    for (const part of parts) {
      starts.push(program.length);
      write(part);
      ends.push(add({ kind: "split", next: [] }));
    }
    program[split] = { kind: "split", next: starts };
    for (const end of ends) program[end] = { kind: "split", next: [program.length] };
  };
  const writeRepeat = (part: Pattern, least: number, most: number): void => {
    for (let count = 0; count < least; count++) write(part);
    if (most === Infinity) {
      const split = add({ kind: "split", next: [] });
      write(part);
      add({ kind: "split", next: [split] });
      program[split] = { kind: "split", next: [split + 1, program.length] };
      return;
    }
    const splits: number[] = [];
    for (let count = least; count < most; count++) {
      splits.push(add({ kind: "split", next: [] }));
      write(part);
    }
    for (const split of splits) program[split] = { kind: "split", next: [split + 1, program.length] };
  };
  write(pattern);
  add({ kind: "match" });
  return program;
}

function toTest({ ranges, isNegated, folds }: Extract<Pattern, { kind: "set" }>): (point: number) => boolean {
  const isIn = (point: number) => ranges.some(([first, last]: Range) => point >= first && point <= last);
  if (!folds) return (point) => isIn(point) !== isNegated;
  return (point) => foldings(point).some(isIn) !== isNegated;
}

/** A letter in both cases. */
function foldings(point: number): readonly number[] {
  const letter = String.fromCodePoint(point);
  return [letter, letter.toLowerCase(), letter.toUpperCase()].flatMap((one) => one.codePointAt(0) ?? []);
}
