import * as z from "zod/mini";
import { objectIdSchema, timeSchema } from "./primitives.ts";

const text = z.nullable(z.string());

/** The body of `GET /api/objects/{kind}/{namespace}/{name}`. */
export const objectDetailsSchema = z.object({
  id: objectIdSchema,
  /** From the live object, in the order of the API server. */
  conditions: z.array(
    z.object({ type: z.string(), status: z.string(), reason: z.string(), message: z.string(), since: timeSchema }),
  ),
  /** Newest first. */
  events: z.array(
    z.object({ type: z.string(), reason: z.string(), message: z.string(), count: z.number(), at: timeSchema }),
  ),
  /** Why there are no events, when they could not be read; else null. */
  eventsError: text,
  /** Newest first, at most five. */
  history: z.array(
    z.object({
      status: z.string(),
      revision: text,
      first: timeSchema,
      last: timeSchema,
      duration: text,
      total: z.number(),
    }),
  ),
  inventory: z.array(
    z.object({ group: z.string(), version: z.string(), kind: z.string(), namespace: z.string(), name: z.string() }),
  ),
  /** The object whole, without managedFields. */
  yaml: z.string(),
  /** Ready to be pasted into a shell. */
  commands: z.array(z.object({ tool: z.enum(["flux", "kubectl"]), what: z.string(), line: z.string() })),
});

export type ObjectDetails = z.output<typeof objectDetailsSchema>;
