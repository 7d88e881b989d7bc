import "server-only";
import { isApiError } from "#lib/cluster/api-error.ts";
import { getRuntime } from "./find-runtime.ts";
import { guardHost } from "./guard-host.ts";
import type { Log } from "./log.ts";
import { HttpProblem, isHttpProblem, toProblemResponse } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

type Handler = (request?: Request) => Response;

/** Answers a request by the runtime; whatever is thrown becomes problem JSON. */
export async function answer(
  request: Request,
  respond: (runtime: Runtime) => Response | Promise<Response>,
): Promise<Response> {
  let log: Log | null = null;
  try {
    const runtime = getRuntime();
    log = runtime.log;
    if (runtime.configuration.local) guardHost(request, runtime.configuration);
    return await respond(runtime);
  } catch (error) {
    return tellProblem(error, log);
  }
}

/** Logs what was thrown, unless the caller alone is at fault, and makes problem JSON of it. */
export function tellProblem(error: unknown, log: Log | null): Response {
  if (isApiError(error)) log?.warn({ kind: error.kind, fix: error.fix }, error.message);
  else if (!isHttpProblem(error)) log?.error({ err: error }, "A request could not be answered.");
  return toProblemResponse(error);
}

/** The handlers of the methods that a path does not have. */
export function refuseAllBut(
  ...allowed: readonly string[]
): Readonly<Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Handler>> {
  const refuse = () => {
    const problem = new HttpProblem(405, `This path takes ${allowed.join(" and ")} only.`, `Use ${allowed[0]}.`);
    const response = toProblemResponse(problem);
    response.headers.set("Allow", allowed.join(", "));
    return response;
  };
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}
