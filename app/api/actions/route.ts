import { startAction } from "#lib/server/actions/start-action.ts";
import { answer, refuseMethod } from "#lib/server/answer.ts";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return answer(async (runtime) => Response.json({ operation: await startAction(runtime, request) }, { status: 202 }));
}

export const GET = refuseMethod("POST");
