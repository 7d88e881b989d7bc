import type * as z from "zod/mini";
import { type ProblemDetails, problemDetailsSchema } from "#lib/api/problem-details.ts";

/** A request that was refused or went wrong, with what the server said and what to do. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails, cause?: unknown) {
    super(problem.detail || problem.title, { cause });
    this.problem = problem;
  }
}

/** Asks for JSON and checks it; throws a {@link RequestError} in every other case. */
export async function fetchJson<Body>(schema: z.ZodMiniType<Body>, path: string, init?: RequestInit): Promise<Body> {
  const response = await send(path, init);
  if (!response.ok) throw new RequestError(await readProblem(response));
  return parseBody(schema, response);
}

/** Sends a request; throws a {@link RequestError} when no answer comes. */
export async function send(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new RequestError(
      toProblem("Headwater does not answer", 0, "The page cannot reach the Headwater server.", "Is it still running?"),
      cause,
    );
  }
}

/** Reads and checks a body; throws a {@link RequestError} when it is not what was agreed. */
export async function parseBody<Body>(schema: { parse(data: unknown): Body }, response: Response): Promise<Body> {
  try {
    return schema.parse(await response.json());
  } catch (cause) {
    throw new RequestError(
      toProblem(
        "The answer is not understood",
        response.status,
        "The server gave something that this page does not know.",
        "Reload the page: the server may have been updated.",
      ),
      cause,
    );
  }
}

/** Reads the problem that an error answer carries; one is made up of the status when it carries none. */
export async function readProblem(response: Response): Promise<ProblemDetails> {
  const body: unknown = await response.json().catch(() => null);
  const problem = problemDetailsSchema.safeParse(body);
  if (problem.success) return problem.data;
  return toProblem("The server refused", response.status, `The server answered with status ${response.status}.`, "");
}

/** Gives any error as a problem that can be shown. */
export function toProblemDetails(error: unknown): ProblemDetails {
  if (error instanceof RequestError) return error.problem;
  return toProblem("Something went wrong", 0, error instanceof Error ? error.message : String(error), "");
}

function toProblem(title: string, status: number, detail: string, fix: string): ProblemDetails {
  return { type: "about:blank", title, status, detail, fix };
}
