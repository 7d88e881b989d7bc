import * as z from "zod/mini";

/** The names of the events of `GET /api/graph/stream`. */
export const STREAM_EVENTS = {
  snapshot: "snapshot",
  patch: "patch",
  /** When each API server was last heard from; every 5 s, and with every patch. No part of the content. */
  contact: "contact",
  operation: "operation",
} as const;

/** Body of the `contact` event: when the server wrote it, and each cluster's last contact, RFC 3339. */
export const contactSchema = z.object({
  at: z.string(),
  clusters: z.array(z.object({ id: z.string(), contactAt: z.nullable(z.string()) })),
});

export type Contact = z.output<typeof contactSchema>;

/** The header of `GET /api/graph`, also on a 304, that carries the same JSON as the `contact` event. */
export const CONTACT_HEADER = "headwater-contact";
