import type { Command } from "./command.ts";
import { graph } from "./commands/graph.ts";
import { lint } from "./commands/lint.ts";
import { problems } from "./commands/problems.ts";
import { why } from "./commands/why.ts";

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [why, problems, graph, lint];
