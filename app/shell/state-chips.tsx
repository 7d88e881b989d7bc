"use client";

import { CircleHelp } from "lucide-react";
import { Chip } from "#components/ui/chip.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { STATE_WORDS } from "#components/ui/state-words.ts";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState, type ViewState } from "#lib/client/use-view-state.ts";

type State = ViewState["states"][number];

const COMMON: readonly State[] = ["failed", "blocked", "missing", "suspended", "progressing", "ready"];
const RARE: readonly State[] = ["terminating", "unknown", "hidden"];

/** How many are in which state; a press keeps only that state, another shows all again. It is the legend of the graph, too. */
export function StateChips() {
  const counts = useSnapshotSelector(({ counts }) => counts);
  const [{ states }, change] = useViewState();
  if (counts === undefined || Object.values(counts).every((count) => count === 0)) return null;
  const isPressed = (chip: readonly State[]) =>
    chip.length === states.length && chip.every((state) => states.includes(state));
  const press = (chip: readonly State[], isAdding: boolean) => {
    const others = states.filter((state) => !chip.includes(state));
    if (isAdding) change({ states: others.length < states.length ? others : [...states, ...chip] });
    else change({ states: isPressed(chip) ? [] : [...chip] });
  };
  const rare = RARE.reduce((sum, state) => sum + counts[state], 0);
  const only = RARE.filter((state) => counts[state] > 0);
  const [onlyRare] = only.length === 1 ? only : [];
  return (
    <fieldset className="flex min-w-0 items-center gap-1" aria-label="States">
      {COMMON.map((state) => {
        const isChosen = states.includes(state);
        if (counts[state] === 0 && !isChosen && state !== "ready") return null;
        return (
          <Chip
            key={state}
            data-id={`state-${state}`}
            pressed={isChosen}
            title={STATE_WORDS[state].label}
            className={isChosen ? "" : "bg-surface"}
            onClick={(event) => press([state], event.shiftKey || event.metaKey || event.ctrlKey)}
          >
            <StateIcon state={state} size={14} />
            <Word>{STATE_WORDS[state].label}</Word>
            <span className="font-semibold text-fg tabular-nums">{counts[state]}</span>
          </Chip>
        );
      })}
      {(rare > 0 || RARE.some((state) => states.includes(state))) && (
        <Chip
          data-id="state-other"
          pressed={RARE.some((state) => states.includes(state))}
          className="bg-surface aria-pressed:bg-hover"
          title={RARE.filter((state) => counts[state] > 0)
            .map((state) => `${counts[state]} ${STATE_WORDS[state].label.toLowerCase()}`)
            .join(", ")}
          onClick={(event) => press(RARE, event.shiftKey || event.metaKey || event.ctrlKey)}
        >
          {onlyRare === undefined ? (
            <CircleHelp aria-hidden size={14} className="text-dim" />
          ) : (
            <StateIcon state={onlyRare} size={14} />
          )}
          <Word>{onlyRare === undefined ? "Other" : STATE_WORDS[onlyRare].label}</Word>
          <span className="font-semibold text-fg tabular-nums">{rare}</span>
        </Chip>
      )}
    </fieldset>
  );
}

/** The icons speak alone where the bar has no room for words; they are still read out. */
function Word({ children }: { readonly children: string }) {
  return <span className="@max-[35rem]:sr-only">{children}</span>;
}
