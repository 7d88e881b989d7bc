import { refuseAllBut } from "#lib/server/answer.ts";

export const dynamic = "force-dynamic";

/** The process answers; it asks for nothing else, so that a cluster that is down does not restart Headwater. */
export function GET(): Response {
  return Response.json({ status: "alive" }, { headers: { "Cache-Control": "no-store" } });
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
