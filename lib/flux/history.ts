import * as z from "zod";
import { lenient, lenientList } from "./tolerant.ts";

/** One entry of `status.history`, newest first, at most five (flux-semantics §1). */
const historyEntrySchema = z.object({
  digest: z.string().catch(""),
  firstReconciled: lenient(z.string()),
  lastReconciled: lenient(z.string()),
  lastReconciledDuration: lenient(z.string()),
  lastReconciledStatus: z.string().catch(""),
  totalReconciliations: z.number().catch(0),
  metadata: z.object({ revision: lenient(z.string()), originRevision: lenient(z.string()) }).catch({}),
});

export type HistoryEntry = z.output<typeof historyEntrySchema>;

export const historySchema = lenientList(historyEntrySchema);
