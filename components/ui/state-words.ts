import type { CauseKind, NodeState, Problem } from "#lib/graph/model.ts";

/** What kind of attention is due; names the colours of the theme (`text-act`, `bg-act-tint`, …). */
export type Hue = "good" | "move" | "act" | "wait" | "held" | "dim";

/** The word for a state, and its hue. */
export interface StateWords {
  readonly label: string;
  readonly hue: Hue;
}

export const STATE_WORDS: Readonly<Record<NodeState, StateWords>> = {
  failed: { label: "Failed", hue: "act" },
  missing: { label: "Missing", hue: "act" },
  blocked: { label: "Blocked", hue: "wait" },
  suspended: { label: "Suspended", hue: "held" },
  terminating: { label: "Terminating", hue: "move" },
  progressing: { label: "Progressing", hue: "move" },
  unknown: { label: "Unknown", hue: "dim" },
  hidden: { label: "Hidden", hue: "dim" },
  ready: { label: "Ready", hue: "good" },
};

export const CAUSE_WORDS: Readonly<Record<CauseKind | Problem["kind"], StateWords>> = {
  failed: { label: "Failed", hue: "act" },
  suspended: { label: "Suspended", hue: "held" },
  missing: { label: "Missing", hue: "act" },
  terminating: { label: "Terminating", hue: "move" },
  cycle: { label: "Cycle", hue: "act" },
  source: { label: "Source failed", hue: "act" },
  revision: { label: "Behind its source", hue: "wait" },
  expression: { label: "Expression not true", hue: "wait" },
  hidden: { label: "Hidden", hue: "dim" },
  waiting: { label: "Progressing", hue: "move" },
  frozen: { label: "Frozen", hue: "act" },
};

export const HUE_TEXT: Readonly<Record<Hue, string>> = {
  good: "text-good",
  move: "text-move",
  act: "text-act",
  wait: "text-wait",
  held: "text-held",
  dim: "text-dim",
};

export const HUE_SOLID: Readonly<Record<Hue, string>> = {
  good: "bg-good-solid",
  move: "bg-move-solid",
  act: "bg-act-solid",
  wait: "bg-wait-solid",
  held: "bg-held-solid",
  dim: "bg-dim-solid",
};

/** Ground and border of a small thing in a hue. */
export const HUE_BOX: Readonly<Record<Hue, string>> = {
  good: "bg-good-tint border-good-line",
  move: "bg-move-tint border-move-line",
  act: "bg-act-tint border-act-line",
  wait: "bg-wait-tint border-wait-line",
  held: "bg-held-tint border-held-line",
  dim: "bg-dim-tint border-dim-line",
};
