import * as z from "zod";

/** A field that becomes undefined when it is absent or not understood, so that it never loses its object. */
export function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/**
 * A field that becomes `fallback` when it is absent or not understood. Absence is told apart first: zod words a fault
 * before `catch` forgets it, and most fields are absent most of the time.
 */
export function otherwise<T extends z.ZodType>(schema: T, fallback: z.util.NoUndefined<z.output<T>>) {
  return schema.default(fallback).catch(fallback);
}

/** A list whose entries that are not understood are left out, and that is empty when it is no list. */
export function lenientList<T extends z.ZodType>(schema: T) {
  return otherwise(z.array(schema.nullable().catch(null)), []).transform((entries) =>
    entries.filter((entry): entry is z.output<T> => entry !== null),
  );
}

/** A flag that is false unless it is literally true. */
export const flag = otherwise(z.boolean(), false);

/** A text that is empty when it is absent. */
export const text = otherwise(z.string(), "");
