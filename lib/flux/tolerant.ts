import * as z from "zod";

/** A field that becomes undefined when it is absent or not understood, so that it never loses its object. */
export function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** A list whose entries that are not understood are left out, and that is empty when it is no list. */
export function lenientList<T extends z.ZodType>(schema: T) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((entries) =>
      entries.flatMap((entry): z.output<T>[] => {
        const parsed = schema.safeParse(entry);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

/** A flag that is false unless it is literally true. */
export const flag = z.boolean().catch(false);
