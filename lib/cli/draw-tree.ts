import type { TreeLines } from "./signs.ts";

/** A line of a tree: how deep it stands below the first, and what it says. */
export interface TreeLine {
  readonly depth: number;
  readonly text: string;
}

/** Draws lines (in depth-first order) as a tree; a text of several lines goes on under its first. */
export function drawTree(lines: readonly TreeLine[], look: TreeLines): readonly string[] {
  const drawn: string[] = [];
  /** Whether, further down, there is one more at this depth before the tree goes back above it. */
  const open: boolean[] = [];
  for (const { depth, text } of lines.toReversed()) {
    const isLast = open[depth] !== true;
    const [first = "", ...rest] = text.split("\n");
    const hasChildren = open.length > depth + 1 && open[depth + 1] === true;
    open.length = Math.min(open.length, depth + 1);
    const above = Array.from({ length: Math.max(0, depth - 1) }, (_, level) =>
      open[level + 1] === true ? look.through : look.none,
    ).join("");
    const own = depth === 0 ? "" : isLast ? look.last : look.branch;
    const under = depth === 0 ? "" : isLast ? look.none : look.through;
    const below = hasChildren ? look.through : look.none;
    for (const line of rest.toReversed()) drawn.push(`${above}${under}${below}${line}`.trimEnd());
    drawn.push(`${above}${own}${first}`);
    open[depth] = true;
  }
  return drawn.reverse();
}
