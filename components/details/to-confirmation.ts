import type { ActionRequest } from "#lib/api/action.ts";
import { joinNames, toShortName } from "#lib/graph/names.ts";

/** What a person is asked before an action, and what it will do. */
export interface Confirmation {
  readonly question: string;
  readonly consequence: string;
  readonly answer: string;
}

/** Gives the question for actions that last; null for those that do no more than what would happen anyway. */
export function toConfirmation({ action, targets }: ActionRequest): Confirmation | null {
  const names = joinNames(targets.map((id) => toShortName(id).name));
  switch (action) {
    case "reconcile":
      return null;
    case "suspend":
      return {
        question: `Suspend ${names}?`,
        consequence: "Flux applies no change to it until someone resumes it. What is running stays as it is.",
        answer: "Suspend",
      };
    case "resume":
      return {
        question: `Resume ${names}?`,
        consequence: "Flux applies the latest revision of its source at once.",
        answer: "Resume",
      };
  }
}
