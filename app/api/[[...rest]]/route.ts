import { answer } from "#lib/server/answer.ts";
import { HttpProblem } from "#lib/server/problem.ts";

export const dynamic = "force-dynamic";

function handle(request: Request): Promise<Response> {
  return answer(request, () => {
    const { pathname } = new URL(request.url);
    throw new HttpProblem(404, `There is no path ${pathname}.`, "See the README for the paths there are.");
  });
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
