import type { ObjectId } from "#lib/flux/object-id.ts";

/** Writes the address at which a node's details are open and nothing is filtered, as one pastes it elsewhere. */
export function toNodeLink(id: ObjectId, page: Pick<Location, "origin" | "pathname"> = window.location): string {
  // A slash and a colon may stand in a query, and an id is read more easily with them.
  const node = encodeURIComponent(id).replaceAll("%2F", "/").replaceAll("%3A", ":");
  return `${page.origin}${page.pathname}?node=${node}`;
}
