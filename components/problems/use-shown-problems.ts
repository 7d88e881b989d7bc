import { useEffect, useState } from "react";
import type { Problem } from "#lib/graph/model.ts";
import { applyProblems, findNextLeave, type ShownProblem } from "./linger.ts";

/** The problems to show: those that are there, and for ten seconds those that have just gone. */
export function useShownProblems(problems: readonly Problem[]): readonly ShownProblem[] {
  const [followed, setFollowed] = useState(() => ({ problems, shown: applyProblems([], problems, 0) }));
  let { shown } = followed;
  if (followed.problems !== problems) {
    // While it renders, not after: what is around it would else be gone through twice.
    shown = applyProblems(shown, problems, performance.now());
    setFollowed({ problems, shown });
  }
  const leaveAt = findNextLeave(shown);
  useEffect(() => {
    if (leaveAt === null) return;
    const wait = Math.max(0, leaveAt - performance.now()) + 1;
    const leave = () =>
      setFollowed((before) => ({ ...before, shown: applyProblems(before.shown, before.problems, performance.now()) }));
    const timer = setTimeout(leave, wait);
    return () => clearTimeout(timer);
  }, [leaveAt]);
  return shown;
}
