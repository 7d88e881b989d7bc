import { useEffect, useEffectEvent } from "react";
import { useSnapshotReader } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";

/** Listens for the keys of the page; those of the graph are the graph's own. */
export function useShortcuts({
  onSearch,
  onKeys,
}: {
  readonly onSearch: () => void;
  readonly onKeys: () => void;
}): void {
  const [{ selected, focus, to, ifFailed }, change] = useViewState();
  const readSnapshot = useSnapshotReader();

  const walk = (step: 1 | -1) => {
    const problems = readSnapshot()?.problems ?? [];
    const at = problems.findIndex(({ nodes }) => selected !== null && nodes.includes(selected));
    const start = at === -1 && step === -1 ? 0 : at;
    const next = problems[(start + step + problems.length) % problems.length]?.nodes[0];
    if (next !== undefined) change({ selected: next });
  };

  const close = () => {
    if (to !== null || ifFailed) change({ to: null, ifFailed: false });
    else if (selected !== null) change({ selected: null });
    else if (focus !== null) change({ focus: null });
  };

  /** Does what the key stands for; false when it stands for nothing. */
  const perform = (key: string): boolean => {
    if (key === "/") onSearch();
    else if (key === "?") onKeys();
    else if (key === "j") walk(1);
    else if (key === "k") walk(-1);
    else if (key === "f") change({ focus: selected === focus ? null : selected });
    else if (key === "Escape") close();
    else return false;
    return true;
  };

  const press = useEffectEvent((event: KeyboardEvent) => {
    const isCommand = event.metaKey || event.ctrlKey;
    if (isCommand && event.key.toLowerCase() === "k" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      onSearch();
      return;
    }
    // Whoever is nearer to the key (a menu, a dialog, the graph) has the first word.
    if (event.defaultPrevented || isCommand || event.altKey || isElsewhere(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!perform(key)) return;
    event.preventDefault();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isTyping = target.isContentEditable || target.matches("input, textarea, select");
  return isTyping || target.closest("[role=dialog], [role=menu]") !== null;
}
