import { type CompletedCommand, FILE_OPTIONS } from "./shells.ts";

/** Writes the completion for bash. */
export function toBash(commands: readonly CompletedCommand[]): string {
  return `# headwater's completion for bash: source <(headwater completion bash)
_headwater() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")} --help --version" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]} $before" in
${commands.flatMap(toValueCases).join("\n")}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(toCase).join("\n")}
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(toOperandCase).join("\n")}
  esac
}
complete -o filenames -F _headwater headwater
`;
}

function toCase({ name, options }: CompletedCommand): string {
  const words = options.map(([option]) => `--${option}`);
  return `    ${name}) words="${words.join(" ")}" ;;`;
}

function toValueCases({ name, options }: CompletedCommand): readonly string[] {
  return options.flatMap(([option, { type, choices, short }]) => {
    if (type === "boolean") return [];
    const spellings = [`--${option}`, ...(short === undefined ? [] : [`-${short}`])];
    const pattern = spellings.map((spelling) => `"${name} ${spelling}"`).join("|");
    const words =
      choices === undefined
        ? FILE_OPTIONS.has(option)
          ? 'COMPREPLY=($(compgen -f -- "$word"))'
          : ":"
        : `COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$word"))`;
    return [`    ${pattern}) ${words}; return ;;`];
  });
}

function toOperandCase({ name, operand }: CompletedCommand): string {
  if (operand === "path") return `    ${name}) COMPREPLY=($(compgen -f -- "$word")) ;;`;
  const words = operand === "nothing" ? "" : operand.join(" ");
  return `    ${name}) COMPREPLY=($(compgen -W "${words}" -- "$word")) ;;`;
}
