import type { Command } from "./command.ts";
import { createCompletion } from "./commands/completion.ts";
import { diff } from "./commands/diff.ts";
import { exportCommand } from "./commands/export.ts";
import { graph } from "./commands/graph.ts";
import { lint } from "./commands/lint.ts";
import { problems } from "./commands/problems.ts";
import { why } from "./commands/why.ts";

const OWN: readonly Command[] = [why, problems, graph, lint, diff, exportCommand];

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [...OWN, createCompletion(OWN)];
