import type { Command, Option } from "#lib/cli/command.ts";
import { HELP_OPTION } from "#lib/cli/parse-command-line.ts";

/** A command as shells complete it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly (readonly [name: string, option: Option])[];
  readonly operand: "path" | "nothing" | readonly string[];
}

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** Options that name a file. */
export const FILE_OPTIONS: ReadonlySet<string> = new Set(["kubeconfig", "config"]);

export function toCompleted({ name, summary, options, operand }: Command): CompletedCommand {
  return {
    name,
    summary,
    options: Object.entries({ ...options, ...HELP_OPTION }),
    operand: operand?.completes ?? "nothing",
  };
}
