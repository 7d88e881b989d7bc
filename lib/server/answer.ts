import "server-only";
import { HttpProblem, toProblemResponse } from "./problem.ts";
import { getRuntime } from "./process-runtime.ts";
import type { Runtime } from "./runtime.ts";

/** Answers a request by the runtime; whatever is thrown becomes problem JSON. */
export async function answer(respond: (runtime: Runtime) => Response | Promise<Response>): Promise<Response> {
  try {
    return await respond(getRuntime());
  } catch (error) {
    if (!(error instanceof HttpProblem)) getRuntimeLog()?.warn({ err: error }, "A request could not be answered");
    return toProblemResponse(error);
  }
}

/** The handler of a method that a path does not have. */
export function refuseMethod(...allowed: readonly string[]): () => Response {
  return () => {
    const response = toProblemResponse(
      new HttpProblem(405, `This path takes ${allowed.join(" and ")} only.`, `Use ${allowed[0]}.`),
    );
    response.headers.set("Allow", allowed.join(", "));
    return response;
  };
}

function getRuntimeLog(): Runtime["log"] | null {
  try {
    return getRuntime().log;
  } catch {
    return null;
  }
}
