import { useEffect, useLayoutEffect, useState } from "react";
import type { Problem } from "#lib/graph/model.ts";
import { applyProblems, findNextLeave, type ShownProblem } from "./linger.ts";

/** The problems to show: those that are there, and for ten seconds those that have just gone. */
export function useShownProblems(problems: readonly Problem[]): readonly ShownProblem[] {
  const [shown, setShown] = useState(() => applyProblems([], problems, 0));
  useLayoutEffect(() => {
    setShown((before) => applyProblems(before, problems, performance.now()));
  }, [problems]);
  const leaveAt = findNextLeave(shown);
  useEffect(() => {
    if (leaveAt === null) return;
    const wait = Math.max(0, leaveAt - performance.now()) + 1;
    const timer = setTimeout(() => setShown((before) => applyProblems(before, problems, performance.now())), wait);
    return () => clearTimeout(timer);
  }, [leaveAt, problems]);
  return shown;
}
