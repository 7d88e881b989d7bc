import { answer, refuseAllBut } from "#lib/server/answer.ts";
import { readObjectDetails } from "#lib/server/object-response.ts";

export const dynamic = "force-dynamic";

type Context = RouteContext<"/api/objects/[kind]/[namespace]/[name]">;

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, async (runtime) => {
    const cluster = new URL(request.url).searchParams.get("cluster");
    const details = await readObjectDetails(runtime, { ...(await params), cluster });
    return Response.json(details, { headers: { "Cache-Control": "private, no-store" } });
  });
}

export const { POST, PUT, PATCH, DELETE } = refuseAllBut("GET");
