import { findLabelKey, toGroupingWords, toLabelGrouping } from "#lib/graph/grouping.ts";
import { findLabelKeys } from "#lib/graph/labels.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import type { ViewState } from "./use-view-state.ts";

/** A way to draw nodes together, as it stands in the address and in the menu. */
export interface GroupingChoice {
  readonly value: NonNullable<ViewState["group"]>;
  readonly words: string;
}

/** So many labels are offered; the chosen one is, too. */
const MOST_LABELS = 6;

/** Lists the labels that are offered, those first that gather most, as text: it stays the same while the labels do. */
export function listLabelKeys({ nodes }: Pick<Snapshot, "nodes">): string {
  return findLabelKeys(nodes)
    .slice(0, MOST_LABELS)
    .map(({ key }) => key)
    .join("\n");
}

/** Gives the ways to draw nodes together: the labels of `listLabelKeys` after those that every fleet has. */
export function toGroupingChoices(labelKeys: string, chosen: ViewState["group"]): readonly GroupingChoice[] {
  const chosenKey = chosen === null || chosen === "none" ? null : findLabelKey(chosen);
  const keys = new Set([...labelKeys.split("\n"), chosenKey ?? ""]);
  const values = [
    ...(["namespace", "source", "owner"] as const),
    ...[...keys].flatMap((key) => (key === "" ? [] : toLabelGrouping(key))),
  ];
  return [
    { value: "none", words: "Not at all" },
    ...values.map((value) => ({ value, words: `By ${toGroupingWords(value)}` })),
  ];
}
