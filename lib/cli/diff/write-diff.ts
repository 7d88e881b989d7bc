import { toShortName } from "#lib/cli/names.ts";
import type { Paint } from "#lib/cli/terminal.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Link, OrderDiff } from "#lib/graph/diff-order.ts";
import type { Cycle, Finding } from "#lib/graph/model.ts";

/** What is written: the change of the order, and what the rules say of it. */
export interface DiffReport {
  readonly diff: OrderDiff;
  readonly findings: { readonly added: readonly Finding[]; readonly removed: readonly Finding[] };
  /** A Mermaid flowchart, or null where there is nothing to draw or too much. */
  readonly chart: string | null;
}

/** How names and lists are set: as Markdown or plain. */
interface Look {
  bad(text: string): string;
  title(text: string): string;
  name(text: string): string;
  item(text: string): string;
}

const MARKDOWN: Look = {
  bad: (text) => `**${text}**`,
  title: (text) => `### ${text}`,
  name: (text) => `\`${text}\``,
  item: (text) => `- ${text}`,
};

function createTextLook(paint: Paint): Look {
  return {
    bad: (text) => paint("red", text),
    title: (text) => paint("bold", text),
    name: (text) => text,
    item: (text) => `  ${text}`,
  };
}

const MOST_LISTED = 30;

/** Writes the change for a review: a verdict, the picture, then each kind of change as a list. */
export function writeDiffMarkdown(report: DiffReport): string {
  const { chart } = report;
  return `${[
    "## What this change does to the order",
    "",
    ...toVerdict(report, MARKDOWN).map((line) => `- ${line}`),
    "",
    ...(chart === null ? [] : ["```mermaid", chart.trimEnd(), "```", ""]),
    ...toSections(report, MARKDOWN),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

/** The same for a terminal, without the picture. */
export function writeDiffText(report: DiffReport, paint: Paint): string {
  const look = createTextLook(paint);
  return `${[...toVerdict(report, look), "", ...toSections(report, look)].join("\n").trimEnd()}\n`;
}

/** The worst first: what will not work, then what runs again, then how the order changes. */
function toVerdict({ diff, findings }: DiffReport, look: Look): readonly string[] {
  const { cycles, missing, touched, behind, moved, waves, removed } = diff;
  const lines: string[] = [];
  if (cycles.added.length > 0)
    lines.push(
      look.bad(`${count(cycles.added.length, "new cycle")}: once one in it has to wait, none of them runs again.`),
    );
  if (missing.added.length > 0)
    lines.push(
      look.bad(
        `${count(missing.added.length, "new missing dependency", "new missing dependencies")}: what waits for it never runs.`,
      ),
    );
  const errors = findings.added.filter(({ severity }) => severity === "error").length;
  if (errors > 0 && lines.length === 0) lines.push(look.bad(`${count(errors, "new error")}.`));
  if (touched.length + removed.length === 0) lines.push("The order stays as it is, and no Kustomization changes.");
  else {
    const gone = removed.length === 0 ? "" : `, ${count(removed.length, "is", "are")} removed`;
    const wait = behind.length === 0 ? "nothing waits behind" : `${count(behind.length, "waits", "wait")} behind`;
    lines.push(
      `${count(touched.length, "Kustomization is", "Kustomizations are")} touched${gone}; ${wait} ${touched.length === 1 ? "it" : "them"}.`,
    );
  }
  if (moved.length > 0) {
    const deeper = waves.before === waves.after ? "" : `: ${count(waves.after, "wave")} instead of ${waves.before}`;
    lines.push(`${count(moved.length, "moves", "move")} to another wave${deeper}.`);
  }
  return lines;
}

function toSections({ diff, findings }: DiffReport, look: Look): readonly string[] {
  const name = (id: ObjectId) => look.name(toShortName(id));
  const link = ({ from, to }: Link) => `${name(to)} waits for ${name(from)}`;
  const names = (ids: readonly ObjectId[]) => ids.map(name).join(", ");
  /** What the change itself added to the loop is what to look at; else any edge that undoes it. */
  const toClosing = ({ nodes, cut }: Cycle) => {
    const own = diff.edges.added.filter(({ from, to }) => nodes.includes(from) && nodes.includes(to));
    return own.length === 0 ? cut.why : `New in it: ${own.map(link).join("; ")}.`;
  };
  const finding = ({ rule, severity, message, fix }: Finding) => `${severity}: ${message} ${fix} (${rule})`;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["New cycles", diff.cycles.added.map((cycle) => `${names(cycle.nodes)}. ${toClosing(cycle)}`)],
    ["Cycles that are gone", diff.cycles.removed.map(({ nodes }) => names(nodes))],
    ["Named in dependsOn and not there", diff.missing.added.map(name)],
    ["No longer missing", diff.missing.removed.map(name)],
    ["New waits", diff.edges.added.map(link)],
    ["Waits that are gone", diff.edges.removed.map(({ from, to }) => `${name(to)} no longer waits for ${name(from)}`)],
    ["New Kustomizations", diff.added.map(name)],
    ["Removed Kustomizations", diff.removed.map(name)],
    ["Changed Kustomizations", diff.changed.map(name)],
    ["Other waves", diff.moved.map(({ id, before, after }) => `${name(id)}: ${before} → ${after}`)],
    ["Behind what is touched", diff.behind.map(name)],
    ["New findings", findings.added.map(finding)],
    ["Findings that are gone", findings.removed.map(finding)],
  ];
  return sections.flatMap(([title, items]) => {
    if (items.length === 0) return [];
    const rest = items.length - MOST_LISTED;
    const listed = items.slice(0, MOST_LISTED).map(look.item);
    return [look.title(title), "", ...listed, ...(rest > 0 ? [look.item(`and ${rest} more`)] : []), ""];
  });
}

function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
