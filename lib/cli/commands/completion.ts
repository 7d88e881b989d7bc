import type { Command } from "#lib/cli/command.ts";
import { SHELLS, type Shell, toCompleted } from "#lib/cli/completion/shells.ts";
import { toBash } from "#lib/cli/completion/to-bash.ts";
import { toFish } from "#lib/cli/completion/to-fish.ts";
import { toZsh } from "#lib/cli/completion/to-zsh.ts";
import { toUnknown } from "#lib/cli/parse-command-line.ts";
import { UsageError } from "#lib/cli/usage-error.ts";

const WRITERS: Readonly<Record<Shell, typeof toBash>> = { bash: toBash, zsh: toZsh, fish: toFish };

/** The command that writes completions, for itself and the others. */
export function createCompletion(others: readonly Command[]): Command {
  const completion: Command = {
    name: "completion",
    summary: "Write the completion of commands and options for your shell",
    about: [],
    operand: { name: "SHELL", least: 1, most: 1, completes: SHELLS },
    options: {},
    examples: [
      ["source <(headwater completion bash)", "in ~/.bashrc"],
      ["headwater completion zsh > ~/.zfunc/_headwater", "once, with ~/.zfunc in your fpath"],
      ["headwater completion fish > ~/.config/fish/completions/headwater.fish", "once"],
    ],
    async run(given, { terminal }) {
      const [text = ""] = given.operands;
      const shell = SHELLS.find((known) => known === text);
      if (shell === undefined)
        throw new UsageError(toUnknown("completion for", text, SHELLS), `Choose one of ${SHELLS.join(", ")}.`);
      terminal.out(WRITERS[shell]([...others, completion].map(toCompleted)));
      return 0;
    },
  };
  return completion;
}
