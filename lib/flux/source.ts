import * as z from "zod";
import { conditionsSchema } from "./condition.ts";
import { metadataSchema, type RawObject } from "./metadata.ts";
import { flag, lenient, otherwise } from "./tolerant.ts";

const artifactSchema = z.object({
  revision: z.string(),
  digest: lenient(z.string()),
  lastUpdateTime: lenient(z.string()),
});

const sourceSchema = z.object({
  metadata: metadataSchema,
  spec: otherwise(z.object({ suspend: flag, interval: lenient(z.string()), url: lenient(z.string()) }), {
    suspend: false,
  }),
  status: z.preprocess(
    (status) => status ?? {},
    z
      .object({
        observedGeneration: lenient(z.number()),
        conditions: conditionsSchema,
        artifact: lenient(artifactSchema),
        lastHandledReconcileAt: lenient(z.string()),
      })
      .catch({ conditions: [] }),
  ),
});

/** A source of any of the four kinds, as far as Headwater reads it. */
export type Source = z.output<typeof sourceSchema>;

/** Reads a source tolerantly; null only when it has no name. */
export function parseSource(raw: RawObject): Source | null {
  const parsed = sourceSchema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}
