import { answer, refuseAllBut } from "#lib/server/answer.ts";
import { forwardToDemo } from "#lib/server/demo-proxy.ts";

export const dynamic = "force-dynamic";

function handle(request: Request, { params }: RouteContext<"/api/demo/[[...path]]">): Promise<Response> {
  return answer(request, async (runtime) => forwardToDemo(runtime, request, (await params).path ?? []));
}

export { handle as GET, handle as POST };

export const { PUT, PATCH, DELETE } = refuseAllBut("GET", "POST");
