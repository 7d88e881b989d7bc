import { parseArgs } from "node:util";
import { findMeant } from "#lib/lint/edit-distance.ts";
import type { Arguments, Command, Options } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** Every command has it. */
export const HELP_OPTION = {
  help: { type: "boolean", short: "h", about: "say how it is used" },
} as const satisfies Options;

/** Understands the words after a command. Throws a UsageError that names the nearest option there is. */
export function parseCommandLine(command: Command, words: readonly string[]): Arguments {
  const options: Options = { ...command.options, ...HELP_OPTION };
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [
        name,
        short === undefined ? { type } : { type, short },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) throw toUnknownOption(command, options, rawName);
    if (option.type === "boolean" && value !== undefined) throw new UsageError(`${rawName} takes no value.`);
    if (option.type === "string" && (value === undefined || value === ""))
      throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value ?? "VALUE"}.`);
    if (option.choices !== undefined && value !== undefined) checkChoice(rawName, value, option.choices);
    values.set(name, [...(values.get(name) ?? []), value ?? ""]);
  }
  if (!values.has("help")) checkOperands(command, operands);
  return {
    operands,
    has: (name) => values.has(name),
    text: (name) => values.get(name)?.at(-1) ?? null,
    list: (name) => (values.get(name) ?? []).flatMap((value) => value.split(",").filter((part) => part !== "")),
  };
}

/** Says that there is no such thing, and which was probably meant. */
export function toUnknown(what: string, given: string, known: readonly string[]): string {
  const meant = findMeant(given, known) ?? known.find((name) => given.length > 1 && name.startsWith(given));
  return `There is no ${what} "${given}".${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
}

function toUnknownOption({ name }: Command, options: Options, given: string): UsageError {
  const known = Object.keys(options).map((option) => `--${option}`);
  return new UsageError(toUnknown("option", given, known), `Run headwater ${name} --help for those there are.`);
}

function checkChoice(option: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw new UsageError(`${toUnknown(`${option}`, value, choices)}`, `Choose one of ${choices.join(", ")}.`);
}

function checkOperands({ name, operand }: Command, given: readonly string[]): void {
  // Mostly a variable that is not set; as a path it would be the current folder.
  if (given.includes("")) {
    const what = operand?.name ?? "word";
    throw new UsageError(`A ${what} is empty.`, "Is a variable of your shell not set?");
  }
  const { least, most, name: what } = operand ?? { least: 0, most: 0, name: "" };
  if (given.length < least) {
    const wanted = least === 1 ? what : `${least} ${what}s`;
    throw new UsageError(`headwater ${name} needs ${wanted}.`, `Run headwater ${name} --help for examples.`);
  }
  if (given.length > most) {
    throw new UsageError(`"${given[most]}" is one too many.`, `Run headwater ${name} --help for how it is used.`);
  }
}
