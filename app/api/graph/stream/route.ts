import { answer, refuseAllBut } from "#lib/server/answer.ts";
import { toStreamResponse } from "#lib/server/stream-response.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer(request, (runtime) => toStreamResponse(runtime, request));
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
