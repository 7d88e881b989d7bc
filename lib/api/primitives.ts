// This room is part of what a browser loads first, and the whole of zod would be an eighth of that: hence zod/mini.
import * as z from "zod/mini";
import { isObjectId, type ObjectId } from "#lib/flux/object-id.ts";

/** An id on the wire, checked to have the form of one. */
export const objectIdSchema = z.custom<ObjectId>(
  (value) => typeof value === "string" && isObjectId(value),
  "should be Kind/namespace/name",
);

/** RFC 3339, or null where it is not known. */
export const timeSchema = z.nullable(z.string());
