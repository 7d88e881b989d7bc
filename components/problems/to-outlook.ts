import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Problem } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findSpeaker } from "./find-speaker.ts";
import { findSuggestion } from "./find-suggestion.ts";

/** What happens to a problem by itself; the kind chooses the mark that stands before it. */
export type Outlook =
  /** Tries again at a known moment: `text` is followed by the countdown. */
  | { readonly kind: "retry"; readonly text: string; readonly next: Problem["next"] }
  /** Trying at this moment. */
  | { readonly kind: "trying"; readonly text: string; readonly since: string | null }
  | { readonly kind: "never"; readonly text: string }
  | { readonly kind: "wait"; readonly text: string }
  | { readonly kind: "suggestion"; readonly node: ObjectId | null; readonly name: string };

/** Says what happens next when nobody does anything (flux-semantics §2, §3, §4, §9.10). */
export function toOutlook(problem: Problem, index: SnapshotIndex): Outlook {
  const node = findSpeaker(problem, index);
  switch (problem.kind) {
    case "cycle":
      return { kind: "never", text: "Never clears by itself" };
    case "frozen":
      return { kind: "never", text: "Only by hand, or at the interval" };
    case "suspended":
      return { kind: "never", text: "Stays until someone resumes it" };
    case "hidden":
      return { kind: "never", text: "Ask someone who may see it" };
    case "expression":
      return { kind: "wait", text: "Looked at again every 30 s" };
    case "revision":
      return (
        toRetry("Moves on at its interval, in", problem.next) ?? { kind: "wait", text: "Moves on at its interval" }
      );
    case "terminating":
      return { kind: "wait", text: "Ends when its objects are gone" };
    case "waiting":
      return { kind: "wait", text: "Clears when it is ready" };
    case "missing": {
      const meant = node === undefined ? null : findSuggestion(node, index);
      if (meant === null) return { kind: "wait", text: "Clears when someone creates it" };
      return { kind: "suggestion", node: meant.id, name: meant.words };
    }
    case "failed":
    case "source": {
      const attempts = node?.attempts ?? null;
      if (node?.retrying === true) {
        const text = attempts === null ? "Trying again now" : `Attempt ${attempts + 1} is running`;
        return { kind: "trying", text, since: node.activity?.since ?? null };
      }
      if (problem.next.what === "nothing") return { kind: "never", text: "Does not try again by itself" };
      if (attempts === null)
        return toRetry("Tries again in", problem.next) ?? { kind: "wait", text: "Tries again by itself" };
      const failed = `Attempt ${attempts} failed.`;
      return toRetry(`${failed} Next in`, problem.next) ?? { kind: "wait", text: `${failed} Tries again by itself` };
    }
  }
}

function toRetry(text: string, next: Problem["next"]): Outlook | null {
  return next.at === null ? null : { kind: "retry", text, next };
}
