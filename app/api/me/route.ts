import { answer, refuseAllBut } from "#lib/server/answer.ts";
import { toMe } from "#lib/server/me.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer(request, (runtime) =>
    Response.json(toMe(runtime), { headers: { "Cache-Control": "private, no-store" } }),
  );
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
