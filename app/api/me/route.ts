import { answer, refuseMethod } from "#lib/server/answer.ts";
import { toMe } from "#lib/server/me.ts";

export const dynamic = "force-dynamic";

export function GET(): Promise<Response> {
  return answer((runtime) => Response.json(toMe(runtime), { headers: { "Cache-Control": "private, no-store" } }));
}

export const POST = refuseMethod("GET");
