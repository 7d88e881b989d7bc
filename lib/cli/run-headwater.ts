import { isApiError } from "#lib/cluster/api-error.ts";
import type { Command, Surroundings } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { toCommandHelp, toMainHelp } from "./help.ts";
import { parseCommandLine, toUnknown } from "./parse-command-line.ts";
import { UsageError } from "./usage-error.ts";

/** What could not be done at all: a command line not understood, a cluster not reached, a file not there. */
export const COULD_NOT_RUN = 2;

/** Runs one command line and gives the exit code. What goes wrong is told in plain words, never with a stack. */
export async function runHeadwater(words: readonly string[], around: Surroundings): Promise<number> {
  const { terminal, paint } = around;
  const [first, ...rest] = words;
  if (first === undefined) {
    terminal.out(toMainHelp(COMMANDS, paint));
    return COULD_NOT_RUN;
  }
  if (first === "--version" || first === "-V" || first === "version") {
    terminal.out(`headwater ${around.version}\n`);
    return 0;
  }
  try {
    if (first === "--help" || first === "-h" || first === "help") {
      const [name] = rest;
      terminal.out(name === undefined ? toMainHelp(COMMANDS, paint) : toCommandHelp(findCommand(name), paint));
      return 0;
    }
    const command = findCommand(first);
    const given = parseCommandLine(command, rest);
    if (given.has("help")) {
      terminal.out(toCommandHelp(command, paint));
      return 0;
    }
    return await command.run(given, around);
  } catch (error) {
    if (!(error instanceof UsageError) && !isApiError(error)) throw error;
    terminal.err(`${paint("red", "headwater:")} ${error.message}\n${error.fix === "" ? "" : `${error.fix}\n`}`);
    return COULD_NOT_RUN;
  }
}

function findCommand(name: string): Command {
  const command = COMMANDS.find((known) => known.name === name);
  if (command !== undefined) return command;
  const names = COMMANDS.map((known) => known.name);
  throw new UsageError(
    toUnknown(name.startsWith("-") ? "option" : "command", name, names),
    "Run headwater --help for what there is.",
  );
}
