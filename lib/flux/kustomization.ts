import * as z from "zod";
import { conditionsSchema } from "./condition.ts";
import { historySchema } from "./history.ts";
import { isRecord } from "./is-record.ts";
import { metadataSchema, type RawObject } from "./metadata.ts";
import { flag, lenient, lenientList, otherwise } from "./tolerant.ts";

const sourceReferenceSchema = z.object({
  kind: z.string().min(1),
  name: z.string().min(1),
  namespace: lenient(z.string()),
});

const dependencyReferenceSchema = z.object({
  name: z.string().min(1),
  namespace: lenient(z.string()),
  readyExpr: lenient(z.string()),
});

const healthCheckSchema = z.object({
  apiVersion: lenient(z.string()),
  kind: z.string(),
  name: z.string(),
  namespace: lenient(z.string()),
});

const specSchema = z.object({
  interval: lenient(z.string()),
  retryInterval: lenient(z.string()),
  timeout: lenient(z.string()),
  path: lenient(z.string()),
  sourceRef: lenient(sourceReferenceSchema),
  dependsOn: lenientList(dependencyReferenceSchema),
  healthChecks: lenientList(healthCheckSchema),
  suspend: flag,
  wait: flag,
  prune: flag,
  force: flag,
});

const statusSchema = z.object({
  observedGeneration: otherwise(z.number(), -1),
  conditions: conditionsSchema,
  history: historySchema,
  lastAppliedRevision: lenient(z.string()),
  lastAttemptedRevision: lenient(z.string()),
  lastHandledReconcileAt: lenient(z.string()),
});

const kustomizationSchema = z.object({
  metadata: metadataSchema,
  spec: specSchema,
  status: z.preprocess((status) => status ?? {}, statusSchema),
});

/** A Kustomization (kustomize.toolkit.fluxcd.io/v1) as far as Headwater reads it. */
export type Kustomization = z.output<typeof kustomizationSchema>;

/** Either the object, or why it cannot be understood, in words for the reader. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/**
 * Reads a Kustomization tolerantly: a field that is not understood is as if absent. Only a `spec`, a `status`
 * or a `status.conditions` of the wrong kind makes the object unreadable, for then nothing true can be said of it.
 */
export function parseKustomization(raw: RawObject): Parsed<Kustomization> {
  const misfit = findMisfit(raw);
  if (misfit !== null) return { ok: false, reason: misfit };
  const parsed = kustomizationSchema.safeParse(raw);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, reason: z.prettifyError(parsed.error) };
}

function findMisfit({ spec, status }: RawObject): string | null {
  if (!isRecord(spec)) return `spec should be an object, but is ${nameKind(spec)}`;
  if (status === undefined || status === null) return null;
  if (!isRecord(status)) return `status should be an object, but is ${nameKind(status)}`;
  const { conditions } = status;
  if (conditions === undefined || conditions === null || Array.isArray(conditions)) return null;
  return `status.conditions should be a list, but is ${nameKind(conditions)}`;
}

function nameKind(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
