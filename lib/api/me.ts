import * as z from "zod/mini";

/** The body of `GET /api/me`: who one is here, and what one may do. */
export const meSchema = z.object({
  /** `local`: whoever can reach the page acts as the kubeconfig's user. */
  mode: z.enum(["local", "shared"]),
  name: z.nullable(z.string()),
  groups: z.array(z.string()),
  may: z.object({
    act: z.boolean(),
    /** Why one may not; empty when one may. */
    why: z.string(),
  }),
  /** True where the embedded demo cluster can be steered from the page. */
  demo: z.boolean(),
});

export type Me = z.output<typeof meSchema>;
