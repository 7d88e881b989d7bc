import { answer, refuseAllBut } from "#lib/server/answer.ts";
import { checkReadiness } from "#lib/server/readiness.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer(request, checkReadiness);
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
