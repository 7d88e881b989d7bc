import type { Option } from "#lib/cli/command.ts";
import { type CompletedCommand, FILE_OPTIONS } from "./shells.ts";

/** Writes the completion for zsh. */
export function toZsh(commands: readonly CompletedCommand[]): string {
  return `#compdef headwater
# headwater's completion for zsh: headwater completion zsh > ~/.zfunc/_headwater
_headwater() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe -t commands 'headwater command' commands
    _arguments '--help[say how it is used]' '--version[say which version this is]'
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(toCase).join("\n")}
  esac
}
if [ "$funcstack[1]" = "_headwater" ]; then
  _headwater "$@"
else
  compdef _headwater headwater
fi
`;
}

function toCase({ name, options, operand }: CompletedCommand): string {
  const lines = options.flatMap(([option, spec]) => toSpecs(option, spec));
  return `    ${name}) _arguments -s ${[...lines, ...toOperand(operand)].join(" ")} ;;`;
}

function toSpecs(name: string, { short, type, about, choices, value, multiple }: Option): readonly string[] {
  const text = about.replaceAll(/[[\]:]/g, (letter) => `\\${letter}`);
  const values = choices === undefined ? (FILE_OPTIONS.has(name) ? "_files" : " ") : `(${choices.join(" ")})`;
  const rest = type === "boolean" ? "" : `:${value ?? "VALUE"}:${values}`;
  const again = multiple === true ? "*" : "";
  const long = quote(`${again}--${name}[${text}]${rest}`);
  return short === undefined ? [long] : [long, quote(`${again}-${short}[${text}]${rest}`)];
}

function toOperand(operand: CompletedCommand["operand"]): readonly string[] {
  if (operand === "nothing") return [];
  return [operand === "path" ? quote("*:path:_files") : quote(`1:value:(${operand.join(" ")})`)];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
