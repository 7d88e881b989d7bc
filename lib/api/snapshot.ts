import * as z from "zod/mini";
import {
  CAUSE_KINDS,
  EDGE_RULES,
  EDGE_STATES,
  NODE_STATES,
  type NodeState,
  type Snapshot,
  type SnapshotPatch,
} from "#lib/graph/model.ts";
import { objectIdSchema, timeSchema } from "./primitives.ts";

const nextStepSchema = z.object({
  what: z.enum(["retry", "interval", "dependency-check", "nothing"]),
  at: timeSchema,
  every: z.nullable(z.number()),
});

const causeSchema = z.object({ kind: z.enum(CAUSE_KINDS), nodes: z.array(objectIdSchema) });

const waitedObjectSchema = z.object({
  group: z.nullable(z.string()),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  status: z.string(),
});

const nearMissSchema = z.object({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  why: z.enum(["namespace", "kind", "spelling"]),
});

const aheadSchema = z.object({ checks: z.number(), seconds: z.number(), at: timeSchema });

const criticalPathSchema = z.nullable(z.extend(aheadSchema, { nodes: z.array(objectIdSchema) }));

const nodeSchema = z.object({
  id: objectIdSchema,
  cluster: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  state: z.enum(NODE_STATES),
  retrying: z.boolean(),
  behind: z.boolean(),
  suspended: z.boolean(),
  reason: z.string(),
  message: z.string(),
  since: timeSchema,
  wave: z.number(),
  inCycle: z.boolean(),
  source: z.nullable(objectIdSchema),
  revision: z.object({
    applied: z.nullable(z.string()),
    attempted: z.nullable(z.string()),
    source: z.nullable(z.string()),
  }),
  owner: z.nullable(objectIdSchema),
  path: z.nullable(z.string()),
  wait: z.boolean(),
  timing: z.object({
    interval: z.nullable(z.number()),
    retryInterval: z.nullable(z.number()),
    timeout: z.nullable(z.number()),
  }),
  activity: z.nullable(z.object({ step: z.string(), since: timeSchema })),
  attempts: z.nullable(z.number()),
  causes: z.array(causeSchema),
  blocks: z.object({ now: z.number(), ifFailed: z.number() }),
  next: nextStepSchema,
  labels: z.exactOptional(z.record(z.string(), z.string())),
  waitsFor: z.exactOptional(z.array(waitedObjectSchema)),
  nearMisses: z.exactOptional(z.array(nearMissSchema)),
  ahead: z.exactOptional(aheadSchema),
});

const edgeSchema = z.object({
  from: objectIdSchema,
  to: objectIdSchema,
  state: z.enum(EDGE_STATES),
  rule: z.enum(EDGE_RULES),
  why: z.string(),
});

const cycleSchema = z.object({
  nodes: z.array(objectIdSchema),
  kind: z.enum(["locked", "latent", "self", "hidden"]),
  cut: z.object({ from: objectIdSchema, to: objectIdSchema, why: z.string() }),
  loop: z.exactOptional(z.array(objectIdSchema)),
  checks: z.exactOptional(z.array(z.object({ from: objectIdSchema, to: objectIdSchema, why: z.string() }))),
});

const problemSchema = z.object({
  id: z.string(),
  kind: z.enum([...CAUSE_KINDS, "frozen"]),
  nodes: z.array(objectIdSchema),
  headline: z.string(),
  words: z.string(),
  blocked: z.array(objectIdSchema),
  since: timeSchema,
  next: nextStepSchema,
  advice: z.exactOptional(z.string()),
  behind: z.exactOptional(z.array(objectIdSchema)),
});

const findingSchema = z.object({
  rule: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  nodes: z.array(objectIdSchema),
  message: z.string(),
  fix: z.string(),
});

const scopeSchema = z.object({
  kind: z.string(),
  namespace: z.nullable(z.string()),
  state: z.enum(["ok", "loading", "forbidden", "not-installed", "error"]),
  message: z.string(),
  fix: z.string(),
  lacks: z.exactOptional(
    z.object({
      apiGroup: z.string(),
      resource: z.string(),
      verbs: z.array(z.string()),
      user: z.nullable(z.string()),
    }),
  ),
});

const clusterSchema = z.object({
  id: z.string(),
  connection: z.enum(["live", "connecting", "stale", "disconnected"]),
  since: z.string(),
  message: z.string(),
  fix: z.string(),
  scopes: z.array(scopeSchema),
});

const countsSchema = z.object(
  Object.fromEntries(NODE_STATES.map((state) => [state, z.number()])) as Record<NodeState, z.ZodMiniNumber>,
);

/** The body of `GET /api/graph` and of the stream's `snapshot` event. */
export const snapshotSchema: z.ZodMiniType<Snapshot> = z.object({
  schema: z.literal(1),
  revision: z.string(),
  at: z.string(),
  clusters: z.array(clusterSchema),
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  cycles: z.array(cycleSchema),
  problems: z.array(problemSchema),
  findings: z.array(findingSchema),
  counts: countsSchema,
  ahead: z.exactOptional(criticalPathSchema),
});

function toEditSchema<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.object({ at: z.number(), remove: z.number(), insert: z.array(schema) });
}

/** The body of the stream's `patch` event. */
export const snapshotPatchSchema: z.ZodMiniType<SnapshotPatch> = z.object({
  from: z.string(),
  to: z.string(),
  at: z.string(),
  nodes: z.exactOptional(z.object({ set: z.array(nodeSchema), remove: z.array(objectIdSchema) })),
  edges: z.exactOptional(
    z.object({
      set: z.array(edgeSchema),
      remove: z.array(z.object({ from: objectIdSchema, to: objectIdSchema })),
    }),
  ),
  clusters: z.exactOptional(z.array(clusterSchema)),
  cycles: z.exactOptional(z.array(cycleSchema)),
  problems: z.exactOptional(z.array(problemSchema)),
  findings: z.exactOptional(z.array(findingSchema)),
  edits: z.exactOptional(
    z.object({
      problems: z.exactOptional(z.array(toEditSchema(problemSchema))),
      findings: z.exactOptional(z.array(toEditSchema(findingSchema))),
    }),
  ),
  counts: z.exactOptional(countsSchema),
  ahead: z.exactOptional(criticalPathSchema),
});
