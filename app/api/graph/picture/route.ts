import { answer, refuseAllBut } from "#lib/server/answer.ts";
import { toPictureResponse } from "#lib/server/picture/picture-response.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer(request, (runtime) => toPictureResponse(runtime, request));
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
