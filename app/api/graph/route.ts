import { answer, refuseAllBut } from "#lib/server/answer.ts";
import { toGraphResponse } from "#lib/server/graph-response.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer(request, (runtime) => toGraphResponse(runtime, request));
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
