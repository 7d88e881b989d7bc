import { answer, refuseAllBut } from "#lib/server/answer.ts";
import { toExportResponse } from "#lib/server/export-response.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer(request, (runtime) => toExportResponse(runtime, request));
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
