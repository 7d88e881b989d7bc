import type { CauseKind, NodeState, Problem } from "#lib/graph/model.ts";
import type { Colour, Terminal } from "./terminal.ts";

/** A sign of one column for each state, and its colour; the word stands beside it always. */
export const STATE_SIGNS: Readonly<
  Record<NodeState, { readonly sign: string; readonly plain: string; readonly colour: Colour }>
> = {
  ready: { sign: "✓", plain: "+", colour: "green" },
  progressing: { sign: "◌", plain: "~", colour: "cyan" },
  failed: { sign: "✗", plain: "x", colour: "red" },
  blocked: { sign: "⧗", plain: ".", colour: "yellow" },
  suspended: { sign: "‖", plain: "=", colour: "magenta" },
  terminating: { sign: "⌫", plain: "-", colour: "cyan" },
  missing: { sign: "?", plain: "?", colour: "red" },
  hidden: { sign: "·", plain: ".", colour: "dim" },
  unknown: { sign: "○", plain: "o", colour: "dim" },
};

const CAUSE_STATES: Readonly<Record<CauseKind | Problem["kind"], NodeState>> = {
  failed: "failed",
  source: "failed",
  cycle: "failed",
  frozen: "failed",
  suspended: "suspended",
  missing: "missing",
  terminating: "terminating",
  revision: "blocked",
  expression: "blocked",
  hidden: "hidden",
  waiting: "progressing",
};

/** The state whose sign stands for a root cause. */
export function toCauseState(kind: Problem["kind"]): NodeState {
  return CAUSE_STATES[kind];
}

/** The letters that trees are drawn with. */
export interface TreeLines {
  readonly branch: string;
  readonly last: string;
  readonly through: string;
  readonly none: string;
}

const DRAWN: TreeLines = { branch: "├─ ", last: "└─ ", through: "│  ", none: "   " };
const PLAIN: TreeLines = { branch: "|- ", last: "`- ", through: "|  ", none: "   " };

/** Whether the terminal takes more than ASCII, told by its locale as other programs tell it. */
export function takesUnicode({ env }: Pick<Terminal, "env">): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return locale === "" || /utf-?8/i.test(locale);
}

export function toTreeLines(terminal: Pick<Terminal, "env">): TreeLines {
  return takesUnicode(terminal) ? DRAWN : PLAIN;
}

/** The sign of a state as the terminal can show it. */
export function toSign(state: NodeState, terminal: Pick<Terminal, "env">): string {
  return takesUnicode(terminal) ? STATE_SIGNS[state].sign : STATE_SIGNS[state].plain;
}
