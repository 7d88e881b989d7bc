import { guardAction } from "./actions/guard.ts";
import { HttpProblem } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

/** Passes a request on to the steering of the embedded demo cluster; where there is none the path does not exist. */
export async function forwardToDemo(runtime: Runtime, request: Request, path: readonly string[]): Promise<Response> {
  const { demoUrl } = runtime.configuration;
  if (demoUrl === null) throw new HttpProblem(404, "There is no such path.", "See the README for the paths there are.");
  if (request.method !== "GET") guardAction(request, runtime.configuration);
  const target = new URL(path.map(encodeURIComponent).join("/"), demoUrl.endsWith("/") ? demoUrl : `${demoUrl}/`);
  const response = await fetch(target, { method: request.method });
  return new Response(await response.text(), {
    status: response.status,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}
