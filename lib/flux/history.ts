import * as z from "zod";
import { lenient, lenientList, otherwise, text } from "./tolerant.ts";

/** One entry of `status.history`, newest first, at most five (flux-semantics §1). */
const historyEntrySchema = z.object({
  digest: text,
  firstReconciled: lenient(z.string()),
  lastReconciled: lenient(z.string()),
  lastReconciledDuration: lenient(z.string()),
  lastReconciledStatus: text,
  totalReconciliations: otherwise(z.number(), 0),
  metadata: otherwise(z.object({ revision: lenient(z.string()), originRevision: lenient(z.string()) }), {}),
});

export type HistoryEntry = z.output<typeof historyEntrySchema>;

export const historySchema = lenientList(historyEntrySchema);
