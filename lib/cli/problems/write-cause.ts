import type { Surroundings } from "#lib/cli/command.ts";
import { describeAgo, describeAttempts, describeNext } from "#lib/cli/describe-node.ts";
import { joinSome } from "#lib/cli/names.ts";
import { STATE_SIGNS, takesUnicode, toCauseState, toSign } from "#lib/cli/signs.ts";
import { toPlainText } from "#lib/cli/terminal.ts";
import type { ToldCause } from "./tell-problem.ts";

/** Writes a root cause: what is wrong, the controller's words, and what happens by itself. */
export function writeCause(cause: ToldCause, { paint, clock, terminal }: Surroundings): readonly string[] {
  const now = clock.now();
  const state = toCauseState(cause.kind);
  const { colour } = STATE_SIGNS[state];
  const facts = [
    cause.kind === "cycle" ? "" : joinSome(cause.nodes, 3),
    describeAgo(cause.since, now),
    cause.blocked > 0 ? `blocks ${cause.blocked}` : "",
  ].filter((fact) => fact !== "");
  return [
    `${paint(colour, toSign(state, terminal))} ${paint("bold", toPlainText(cause.headline))}  ${paint("dim", facts.join(" · "))}`,
    ...(cause.words === "" ? [] : [`  ${toPlainText(cause.words)}`]),
    `  ${toOutlook(cause, now)}`,
    ...(cause.advice === "" ? [] : [`  ${takesUnicode(terminal) ? "→" : "->"} ${toPlainText(cause.advice)}`]),
  ];
}

function toOutlook({ kind, next, attempts }: ToldCause, now: number): string {
  switch (kind) {
    case "cycle":
      return "Never clears by itself.";
    case "frozen":
      return "New revisions arrive only at the interval, or by hand.";
    case "suspended":
      return "Stays until someone resumes it.";
    case "missing":
      return "Clears when someone creates it.";
    case "terminating":
      return "Ends when its objects are gone.";
    case "hidden":
      return "Nobody here can tell what becomes of it.";
    case "revision":
      return "Moves on at its interval.";
    case "expression":
      return "Looked at again every 30 s.";
    case "waiting":
      return "Clears when it is ready.";
    case "failed":
    case "source": {
      const tried = describeAttempts({ attempts });
      const words = describeNext(next, now);
      const sentence = words.charAt(0).toUpperCase() + words.slice(1);
      return `${tried === "" ? "" : `${tried}. `}${sentence}.`;
    }
  }
}
