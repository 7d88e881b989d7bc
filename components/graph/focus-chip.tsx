"use client";

import { useNode } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { Side } from "#lib/graph/traversal.ts";

const SIDES: readonly (readonly [Side, string])[] = [
  ["up", "what it waits for"],
  ["both", "both"],
  ["down", "what waits for it"],
];

/** Says that only a part is drawn, lets one choose which, and brings back the rest. */
export function FocusChip() {
  const [{ focus, side }, change] = useViewState();
  const node = useNode(focus);
  if (node === undefined) return null;
  return (
    <div data-id="focus-chip" className="graph-focus">
      <span className="graph-focus-words">
        Only <b className="font-medium text-fg">{node.name}</b> and
      </span>
      <fieldset className="graph-sides" aria-label="What else is shown">
        {SIDES.map(([value, label]) => (
          <button
            key={value}
            type="button"
            data-id={`side-${value}`}
            aria-pressed={side === value}
            onClick={() => change({ side: value })}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        data-id="leave-focus"
        className="shrink-0 text-accent"
        onClick={() => change({ focus: null })}
      >
        Show all
      </button>
    </div>
  );
}
