import { formatAge, nextOccurrence } from "#lib/graph/format-time.ts";
import type { GraphNode, Problem, Snapshot } from "#lib/graph/model.ts";
import { joinNames, toShortName } from "#lib/graph/names.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findSpeaker } from "./find-speaker.ts";
import { toOutlook } from "./to-outlook.ts";

/** Of the controller's words; a chat folds what is longer. */
const MOST_LETTERS = 240;
const MOST_NAMES = 5;

/**
 * Tells a problem in five lines of plain text for a chat: what and since when, the controller's words, what it holds up,
 * what happens and what to do, and the link. It is read later, so that it names moments (UTC) beside ages; `now` in
 * milliseconds.
 */
export function toIncidentText(problem: Problem, snapshot: Snapshot, link: string, now: number): string {
  const speaker = findSpeaker(problem, indexSnapshot(snapshot));
  const cluster = speaker === undefined ? "" : ` [${speaker.cluster}]`;
  return [
    `${problem.headline}${toSince(problem.since, now)}${cluster}`,
    toWords(problem.words),
    toBlocked(problem, snapshot),
    `${toNext(problem, snapshot, now)} ${problem.advice ?? ""}`.trim(),
    link,
  ].join("\n");
}

/** Tells why a node waits in five lines: itself and the worst of its causes, that one's words, and so on; null when no problem holds it up. */
export function toWaitingText(node: GraphNode, snapshot: Snapshot, link: string, now: number): string | null {
  const problems = findProblemsOf(node, snapshot);
  const [worst, ...others] = problems;
  if (worst === undefined) return null;
  const [, words = "", blocked = "", next = ""] = toIncidentText(worst, snapshot, link, now).split("\n");
  if (node.state !== "blocked" || worst.nodes.includes(node.id)) return toIncidentText(worst, snapshot, link, now);
  const rest = others.length === 0 ? "" : `; and ${others.map(({ headline }) => headline).join("; ")}`;
  const name = `${node.namespace}/${node.name}`;
  return [
    `${name} is blocked${toSince(node.since, now)} [${node.cluster}]: ${worst.headline}${toSince(worst.since, now)}${rest}`,
    words,
    blocked,
    next,
    link,
  ].join("\n");
}

/** Finds the problems that a node is, or that hold it up, worst first. */
export function findProblemsOf(node: GraphNode, { problems }: Pick<Snapshot, "problems">): readonly Problem[] {
  const causes = new Set(node.causes.map(toKey));
  const own = problems.filter(({ nodes }) => nodes.includes(node.id));
  return [...own, ...problems.filter((problem) => causes.has(toKey(problem)) && !own.includes(problem))];
}

function toKey({ kind, nodes }: Pick<Problem, "kind" | "nodes">): string {
  return `${kind} ${nodes.join(" ")}`;
}

function toSince(since: string | null, now: number): string {
  const at = Date.parse(since ?? "");
  return Number.isNaN(at) ? "" : ` since ${toMoment(at)} (${formatAge(now - at)})`;
}

function toMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function toWords(words: string): string {
  const line = words.replaceAll(/\s+/g, " ").trim();
  if (line === "") return "The controller says nothing of it.";
  return line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS).trimEnd()}…` : line;
}

function toBlocked({ blocked }: Problem, { nodes, counts }: Snapshot): string {
  if (blocked.length === 0) return "Nothing waits for it.";
  const total = nodes.length - counts.missing;
  const names = blocked.map((id) => toShortName(id).name);
  return `Holds up ${blocked.length} of ${total}: ${joinNames(names, MOST_NAMES)}.`;
}

function toNext(problem: Problem, snapshot: Snapshot, now: number): string {
  const outlook = toOutlook(problem, indexSnapshot(snapshot));
  if (outlook.kind === "suggestion") return "Clears when that is mended.";
  if (outlook.kind !== "retry") return `${outlook.text}.`;
  const at = nextOccurrence(outlook.next, now);
  const when = at === null || at <= now ? "any moment" : `at ${toMoment(at)}`;
  return `${outlook.text.replace(/,? in$/, "")} ${when}.`;
}
