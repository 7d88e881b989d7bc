import { answer, refuseMethod } from "#lib/server/answer.ts";
import { toGraphResponse } from "#lib/server/graph-response.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer((runtime) => toGraphResponse(runtime, request));
}

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
