import { type Summary, summarise } from "./statistics.ts";

/** One line of the table: figures of ours, and of a baseline that was measured in the same run, in turn with them. */
export interface Row {
  readonly suite: string;
  readonly what: string;
  readonly unit: string;
  readonly ours: Summary;
  readonly baseline: { readonly what: string; readonly median: number; readonly ratio: number } | null;
  readonly aim: string | null;
}

/** Makes a row from raw figures. */
export function toRow(
  suite: string,
  what: string,
  unit: string,
  ours: readonly number[],
  baseline: { readonly what: string; readonly figures: readonly number[] } | null = null,
  aim: string | null = null,
): Row {
  const summary = summarise(ours);
  const base = baseline === null ? null : summarise(baseline.figures).median;
  return {
    suite,
    what,
    unit,
    ours: summary,
    baseline:
      baseline === null || base === null ? null : { what: baseline.what, median: base, ratio: summary.median / base },
    aim,
  };
}

/** Writes rows as a Markdown table. */
export function toTable(rows: readonly Row[]): string {
  const head = "| what | min | median | p95 | max | against | ratio | aim |\n|---|---|---|---|---|---|---|---|";
  const lines = rows.map(({ suite, what, unit, ours, baseline, aim }) => {
    const figures = [ours.min, ours.median, ours.p95, ours.max].map((figure) => `${round(figure)} ${unit}`);
    const against =
      baseline === null ? ["", ""] : [`${baseline.what}: ${round(baseline.median)} ${unit}`, round(baseline.ratio)];
    return `| ${[`${suite}: ${what}`, ...figures, ...against, aim ?? ""].join(" | ")} |`;
  });
  return [head, ...lines].join("\n");
}

function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}
