import * as z from "zod/mini";
import { objectIdSchema } from "./primitives.ts";

/** The body of `POST /api/actions`. */
export const actionRequestSchema = z.strictObject({
  action: z.enum(["reconcile", "suspend", "resume"]),
  targets: z.array(objectIdSchema).check(z.minLength(1), z.maxLength(100)),
  /** Reconcile the source first, and the target when the source has handled it. */
  withSource: z.exactOptional(z.boolean()),
  chain: z.exactOptional(z.boolean()),
  /** Ask the API server to check the change and do nothing. */
  dryRun: z.exactOptional(z.boolean()),
});

export type ActionRequest = z.output<typeof actionRequestSchema>;

/** How far one target is. The last five are final. */
export const TARGET_PHASES = [
  "waiting",
  "source-asked",
  "asked",
  "handled",
  "succeeded",
  "failed",
  "still-blocked",
  "refused",
  "timed-out",
] as const;

const targetSchema = z.object({
  id: objectIdSchema,
  phase: z.enum(TARGET_PHASES),
  /** In words for the reader: what was asked, what the controller answered, what to do. */
  message: z.string(),
});

/** The progress of an action; the body of `GET /api/operations/{id}` and of the stream's `operation` event. */
export const operationSchema = z.object({
  id: z.string(),
  action: z.enum(["reconcile", "suspend", "resume"]),
  dryRun: z.boolean(),
  by: z.string(),
  startedAt: z.string(),
  endedAt: z.nullable(z.string()),
  targets: z.array(targetSchema),
});

export type Operation = z.output<typeof operationSchema>;
export type OperationTarget = z.output<typeof targetSchema>;

/** The answer to an accepted action (202). */
export const actionAcceptedSchema = z.object({ operation: operationSchema });

const FINAL_PHASES: readonly string[] = ["succeeded", "failed", "still-blocked", "refused", "timed-out"];

/** Whether nothing more will happen to a target. */
export function isFinal(target: OperationTarget): boolean {
  return FINAL_PHASES.includes(target.phase);
}
