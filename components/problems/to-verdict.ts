import { shortenRevision } from "#lib/flux/revision.ts";
import type { GraphNode, Problem, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot, type SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findSpeaker } from "./find-speaker.ts";

/** The answer in two lines; `subject` (a revision) stands before `lead` and is set in bold, where there is one. */
export interface Verdict {
  readonly subject: string | null;
  readonly lead: string;
  readonly rest: string;
  /** The rest again, where there is room for half of it. */
  readonly brief: string;
}

/** Says how the whole rollout stands: what is held up, where, how many wait, how many are ready. */
export function toVerdict(snapshot: Snapshot): Verdict {
  const { counts, nodes, problems } = snapshot;
  // What is missing is no Kustomization of the cluster.
  const total = nodes.length - counts.missing;
  if (nodes.length === 0) return toPlain("No Kustomizations yet.", "");

  const worst = problems[0];
  if (worst !== undefined && counts.blocked > 0) {
    const { revision, wave } = findFront(worst, indexSnapshot(snapshot));
    const where = wave === null ? "is held up." : `is held up in wave ${wave}.`;
    const waiting = `${counts.blocked} of ${total} ${counts.blocked === 1 ? "waits" : "wait"}`;
    return {
      subject: revision,
      lead: revision === null ? `The rollout ${where}` : where,
      rest: `${waiting}, ${toReady(counts.ready)}.`,
      brief: `${waiting}.`,
    };
  }
  if (worst !== undefined) {
    const lead =
      problems.length === 1
        ? "1 problem, nothing waits for it."
        : `${problems.length} problems, nothing waits for them.`;
    return toPlain(lead, `${counts.ready} of ${total} ${counts.ready === 1 ? "is" : "are"} ready.`);
  }
  if (counts.ready === total) return toPlain("Everything is ready.", toAll(total));
  return toCalm(counts, total);
}

function toPlain(lead: string, rest: string): Verdict {
  return { subject: null, lead, rest, brief: rest };
}

function toCalm(counts: Snapshot["counts"], total: number): Verdict {
  const parts = [
    [counts.failed, counts.failed === 1 ? "has failed" : "have failed"],
    [counts.blocked, counts.blocked === 1 ? "waits" : "wait"],
    [counts.progressing, counts.progressing === 1 ? "is progressing" : "are progressing"],
    [counts.terminating, counts.terminating === 1 ? "is being deleted" : "are being deleted"],
    [counts.suspended, counts.suspended === 1 ? "is suspended" : "are suspended"],
    [counts.unknown, counts.unknown === 1 ? "has not reported" : "have not reported"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const lead = said.length === 0 ? "Nothing is held up." : `${said.join(", ")}.`;
  return toPlain(lead, `${counts.ready} of ${total} ${counts.ready === 1 ? "is" : "are"} ready.`);
}

/** Where the worst problem stands: the revision that cannot get past it, and its wave. */
function findFront(problem: Problem, index: SnapshotIndex): { revision: string | null; wave: number | null } {
  const known = (ids: Problem["nodes"]) => ids.flatMap((id) => index.nodes.get(id) ?? []);
  const speaker = findSpeaker(problem, index);
  const own = known(problem.nodes);
  const causes = own.length === 0 && speaker !== undefined ? [speaker] : own;
  const revision = [...causes, ...known(problem.blocked)].map(toWanted).find((wanted) => wanted !== null);
  const waves = causes.map((node) => node.wave);
  return {
    revision: revision == null ? null : shortenRevision(revision),
    wave: waves.length === 0 ? null : Math.min(...waves),
  };
}

function toWanted({ revision }: GraphNode): string | null {
  return revision.source ?? revision.attempted;
}

function toReady(count: number): string {
  return count === 1 ? "1 is ready" : `${count} are ready`;
}

function toAll(total: number): string {
  return total === 1 ? "1 Kustomization." : `All ${total} Kustomizations.`;
}
