import type { Option } from "#lib/cli/command.ts";
import { type CompletedCommand, FILE_OPTIONS } from "./shells.ts";

/** Writes the completion for fish. */
export function toFish(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c headwater -n __fish_use_subcommand -f -a ${command.name} -d ${quote(command.summary)}`,
    ...command.options.map(([name, option]) => toOption(command.name, name, option)),
    ...toOperand(command),
  ]);
  return `# headwater's completion for fish: headwater completion fish > ~/.config/fish/completions/headwater.fish
complete -c headwater -f
complete -c headwater -n __fish_use_subcommand -l help -d 'say how it is used'
complete -c headwater -n __fish_use_subcommand -l version -d 'say which version this is'
${lines.join("\n")}
`;
}

function toOption(command: string, name: string, { short, type, about, choices }: Option): string {
  const value =
    type === "boolean"
      ? ""
      : choices === undefined
        ? FILE_OPTIONS.has(name)
          ? " -r -F"
          : " -x"
        : ` -x -a ${quote(choices.join(" "))}`;
  const letter = short === undefined ? "" : ` -s ${short}`;
  return `complete -c headwater -n ${toCondition(command)} -l ${name}${letter}${value} -d ${quote(about)}`;
}

function toOperand({ name, operand }: CompletedCommand): readonly string[] {
  if (operand === "nothing") return [];
  const words = operand === "path" ? "-F" : `-f -a ${quote(operand.join(" "))}`;
  return [`complete -c headwater -n ${toCondition(name)} ${words}`];
}

function toCondition(command: string): string {
  return quote(`__fish_seen_subcommand_from ${command}`);
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
