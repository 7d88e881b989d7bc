import { refuseAllBut } from "#lib/server/answer.ts";
import { tellAlive } from "#lib/server/readiness.ts";

export const dynamic = "force-dynamic";

export function GET(): Response {
  return tellAlive();
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
