import type { Operation, OperationTarget } from "#lib/api/action.ts";

/** What a button says while its action is on its way, and for some seconds after. */
export interface ActionWords {
  readonly label: string;
  readonly mood: "busy" | "good" | "bad";
}

const DONE: Readonly<Record<Operation["action"], string>> = {
  reconcile: "Done",
  suspend: "Suspended",
  resume: "Resumed",
};

/** Puts the phase of a target in a word or two: Asked, then Handled, then what came of it. */
export function toActionWords(action: Operation["action"], phase: OperationTarget["phase"]): ActionWords {
  switch (phase) {
    case "waiting":
      return { label: "Asking", mood: "busy" };
    case "source-asked":
      return { label: "Source asked", mood: "busy" };
    case "asked":
      return { label: "Asked", mood: "busy" };
    case "handled":
      return { label: "Handled", mood: "busy" };
    case "succeeded":
      return { label: DONE[action], mood: "good" };
    case "failed":
      return { label: "Failed again", mood: "bad" };
    case "still-blocked":
      return { label: "Still blocked", mood: "bad" };
    case "refused":
      return { label: "Refused", mood: "bad" };
    case "timed-out":
      return { label: "No answer yet", mood: "bad" };
  }
}
