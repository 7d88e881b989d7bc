import type { Surroundings } from "#lib/cli/command.ts";
import { joinSome } from "#lib/cli/names.ts";
import { toSign } from "#lib/cli/signs.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { tellProblem } from "./tell-problem.ts";
import { writeCause } from "./write-cause.ts";

const NAMED_WAITERS = 5;

/** Writes every problem, worst first, with who waits for it; then how the whole stands. */
export function writeProblems(snapshot: Snapshot, around: Surroundings): string {
  const { counts, nodes, problems } = snapshot;
  const { paint, terminal } = around;
  const total = nodes.length - counts.missing;
  if (problems.length === 0) {
    const calm =
      counts.ready === total ? `All ${total} Kustomizations are ready.` : `${counts.ready} of ${total} are ready.`;
    return `${paint("green", toSign("ready", terminal))} No problems. ${calm}\n`;
  }
  const parts = problems.map((problem) =>
    [
      ...writeCause(tellProblem(problem, snapshot), around),
      ...(problem.blocked.length === 0
        ? []
        : [`  ${paint("dim", `waiting: ${joinSome(problem.blocked, NAMED_WAITERS)}`)}`]),
    ].join("\n"),
  );
  const head = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return `${parts.join("\n\n")}\n\n${paint("bold", head)}: ${counts.blocked} of ${total} wait, ${counts.ready} are ready.\n`;
}
