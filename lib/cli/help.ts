import type { Command, Operand, Option, Options } from "./command.ts";
import { HELP_OPTION } from "./parse-command-line.ts";
import type { Paint } from "./terminal.ts";

/** The help of Headwater as a whole. */
export function toMainHelp(commands: readonly Command[], paint: Paint): string {
  const rows = commands.map(({ name, summary }) => [name, summary] as const);
  return [
    "Why a Flux Kustomization waits, and what a change does to the order.",
    "",
    `${paint("bold", "Usage")}  headwater COMMAND [OPTIONS]`,
    "",
    ...toTable(rows),
    "",
    "Each explains itself: headwater COMMAND --help. headwater --version says which version this is.",
    "",
  ].join("\n");
}

/** The help of one command, with examples. */
export function toCommandHelp(command: Command, paint: Paint): string {
  const { name, summary, about, operand, options, examples } = command;
  const usage = ["headwater", name, ...(operand === null ? [] : [toOperandWords(operand)]), "[OPTIONS]"].join(" ");
  const all: Options = { ...options, ...HELP_OPTION };
  return [
    summary,
    ...(about.length === 0 ? [] : ["", ...about]),
    "",
    `${paint("bold", "Usage")}  ${usage}`,
    "",
    paint("bold", "Options"),
    ...toTable(Object.entries(all).map(([option, spec]) => [toFlag(option, spec), spec.about] as const)),
    "",
    paint("bold", "Examples"),
    ...examples.flatMap(([line, what]) => [`  ${paint("dim", `# ${what}`)}`, `  ${line}`]),
    "",
  ].join("\n");
}

function toOperandWords({ name, least, most }: Operand): string {
  if (most === 1) return least === 0 ? `[${name}]` : name;
  if (least === most) return Array.from({ length: least }, (_, at) => `${name}${at + 1}`).join(" ");
  return least === 0 ? `[${name}…]` : `${name}…`;
}

function toFlag(name: string, { short, type, value }: Option): string {
  const long = type === "string" ? `--${name} ${value ?? "VALUE"}` : `--${name}`;
  return short === undefined ? `    ${long}` : `-${short}, ${long}`;
}

function toTable(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
