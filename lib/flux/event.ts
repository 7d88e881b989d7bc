import * as z from "zod";
import type { RawObject } from "./metadata.ts";
import { lenient, otherwise, text } from "./tolerant.ts";

const eventSchema = z.object({
  involvedObject: z.object({
    kind: z.string(),
    namespace: text,
    name: z.string(),
    uid: lenient(z.string()),
  }),
  type: otherwise(z.string(), "Normal"),
  reason: text,
  message: text,
  count: otherwise(z.number(), 1),
  firstTimestamp: lenient(z.string()),
  lastTimestamp: lenient(z.string()),
  eventTime: lenient(z.string()),
  series: lenient(z.object({ lastObservedTime: lenient(z.string()) })),
  metadata: z.object({ name: z.string(), creationTimestamp: lenient(z.string()) }),
});

type KubernetesEvent = z.output<typeof eventSchema>;

/** A core v1 Event about one object; `at` is the last time it was seen, RFC 3339. */
export interface ObjectEvent {
  readonly about: { readonly kind: string; readonly namespace: string; readonly name: string };
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly at: string | null;
}

/** Reads a core v1 Event, or gives null when it does not say which object it is about. */
export function parseEvent(raw: RawObject): ObjectEvent | null {
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success) return null;
  const { involvedObject, type, reason, message, count } = parsed.data;
  const { kind, namespace, name } = involvedObject;
  return { about: { kind, namespace, name }, type, reason, message, count, at: findTime(parsed.data) };
}

function findTime(event: KubernetesEvent): string | null {
  return (
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.firstTimestamp ??
    event.metadata.creationTimestamp ??
    null
  );
}
