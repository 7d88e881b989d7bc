import * as z from "zod/mini";

/** An error body, `application/problem+json` (RFC 9457), with `fix`: what to do next. */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  fix: z.string(),
});

export type ProblemDetails = z.output<typeof problemDetailsSchema>;

export const PROBLEM_CONTENT_TYPE = "application/problem+json";
