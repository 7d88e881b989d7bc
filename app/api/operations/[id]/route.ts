import { answer, refuseAllBut } from "#lib/server/answer.ts";
import { HttpProblem } from "#lib/server/problem.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request, { params }: RouteContext<"/api/operations/[id]">): Promise<Response> {
  return answer(request, async (runtime) => {
    const { id } = await params;
    const operation = runtime.operations.find(id);
    if (operation === undefined) {
      throw new HttpProblem(
        404,
        `There is no operation "${id}".`,
        "Operations are kept for an hour, until Headwater is restarted.",
      );
    }
    return Response.json(operation, { headers: { "Cache-Control": "no-store" } });
  });
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
