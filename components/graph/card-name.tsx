import { useCallback, useSyncExternalStore } from "react";
import { useGraphState } from "./graph-context.tsx";

/**
 * The name of a card. Where it has no room, what it begins with like others gives way first, so that cards whose names
 * begin alike are told apart.
 */
export function CardName({ name }: { readonly name: string }) {
  const { starts } = useGraphState();
  // One number, so that a card renders again only where its own name is cut another way: below zero where only one other
  // begins so.
  const read = useCallback(() => {
    const stem = starts.get().findStem(name);
    return stem === null ? 0 : stem.isFamily ? stem.length : -stem.length;
  }, [starts, name]);
  const cut = useSyncExternalStore(starts.subscribe, read, read);
  if (cut === 0) return <span className="graph-name">{name}</span>;
  const length = Math.abs(cut);
  return (
    <span className="graph-name" data-cut={cut > 0 ? "family" : "pair"}>
      <span className="graph-stem">
        <bdi>{name.slice(0, length)}</bdi>
      </span>
      <span className="graph-own">{name.slice(length)}</span>
    </span>
  );
}
