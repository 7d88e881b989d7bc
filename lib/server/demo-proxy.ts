import { guardAction, readBody } from "./actions/guard.ts";
import { HttpProblem } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

/** Passes a request on to the steering of the embedded demo cluster; where there is none the path does not exist. */
export async function forwardToDemo(runtime: Runtime, request: Request, path: readonly string[]): Promise<Response> {
  const { demoUrl } = runtime.configuration;
  if (demoUrl === null) throw new HttpProblem(404, "There is no such path.", "See the README for the paths there are.");
  if (request.method !== "GET") guardAction(request, runtime.configuration);
  const target = new URL(path.map(encodeURIComponent).join("/"), demoUrl.endsWith("/") ? demoUrl : `${demoUrl}/`);
  const answer = await send(target, request);
  return new Response(await answer.text(), {
    status: answer.status,
    headers: {
      "Content-Type": answer.headers.get("content-type") ?? "application/json",
      "Cache-Control": "no-store",
    },
  });
}

async function send(target: URL, request: Request): Promise<Response> {
  const body = request.method === "GET" ? {} : { body: await readBody(request) };
  const type = request.headers.get("content-type");
  try {
    return await fetch(target, {
      method: request.method,
      headers: type === null ? {} : { "Content-Type": type },
      ...body,
      redirect: "error",
    });
  } catch {
    throw new HttpProblem(502, "The demo cluster does not answer.", "Start it again: npm run demo.");
  }
}
