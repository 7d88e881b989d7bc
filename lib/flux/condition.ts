import * as z from "zod";
import { lenient, lenientList, text } from "./tolerant.ts";

const conditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: text,
  message: text,
  lastTransitionTime: lenient(z.string()),
  observedGeneration: lenient(z.number()),
});

/** metav1.Condition. */
export type Condition = z.output<typeof conditionSchema>;

export const conditionsSchema = lenientList(conditionSchema);

/** Finds a condition by its type; the order of the list means nothing. */
export function findCondition(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}
