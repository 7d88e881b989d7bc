import { createHash } from "node:crypto";
import type { HistoryEntry } from "#lib/flux/history.ts";

const LONGEST = 5;

/** A stand-in for the digest of what was built. */
export function toDigest(content: string, revision: string): string {
  return `sha256:${createHash("sha256").update(`${content}\n${revision}`).digest("hex")}`;
}

/** Adds a pass: the newest entry counts on when digest and result are the same, else a new one comes first. */
export function addToHistory(history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  const [latest, ...older] = history;
  if (latest?.digest === entry.digest && latest.lastReconciledStatus === entry.lastReconciledStatus) {
    const counted = {
      ...entry,
      firstReconciled: latest.firstReconciled,
      totalReconciliations: latest.totalReconciliations + 1,
    };
    return [counted, ...older];
  }
  return [entry, ...history].slice(0, LONGEST);
}
