import * as z from "zod";
import { isRecord } from "./is-record.ts";
import { lenient, otherwise, text } from "./tolerant.ts";

const textMap = otherwise(z.record(z.string(), z.unknown()), {}).transform(
  (entries): Readonly<Record<string, string>> => {
    const kept: Record<string, string> = {};
    for (const [key, value] of Object.entries(entries)) if (typeof value === "string") kept[key] = value;
    return kept;
  },
);

/** metav1.ObjectMeta as far as Headwater reads it; only the name is required. */
export const metadataSchema = z.object({
  name: z.string().min(1),
  namespace: text,
  uid: text,
  resourceVersion: text,
  generation: otherwise(z.number(), 0),
  creationTimestamp: lenient(z.string()),
  deletionTimestamp: lenient(z.string()),
  labels: textMap,
  annotations: textMap,
});

export type Metadata = z.output<typeof metadataSchema>;

/** An object as the API server sent it, with its metadata checked; nothing else is known of it. */
export interface RawObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** Takes any JSON value for an object of the API, or gives null when it has no name to know it by. */
export function parseRawObject(value: unknown): RawObject | null {
  if (!isRecord(value) || !isRecord(value["metadata"])) return null;
  const { name } = value["metadata"];
  return typeof name === "string" && name !== "" ? (value as RawObject) : null;
}
