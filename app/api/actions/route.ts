import { startAction } from "#lib/server/actions/start-action.ts";
import { answer, refuseAllBut } from "#lib/server/answer.ts";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return answer(request, async (runtime) =>
    Response.json({ operation: await startAction(runtime, request) }, { status: 202 }),
  );
}

export const { GET, PUT, PATCH, DELETE } = refuseAllBut("POST");
