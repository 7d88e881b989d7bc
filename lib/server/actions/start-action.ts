import * as z from "zod";
import { type ActionRequest, actionRequestSchema, type Operation } from "#lib/api/action.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { parseObjectId } from "#lib/flux/object-id.ts";
import { HttpProblem } from "#lib/server/problem.ts";
import type { Runtime } from "#lib/server/runtime.ts";
import { guardAction, readJsonBody, requireJsonType } from "./guard.ts";

/** Takes `POST /api/actions`: checks all of it first, and only then begins. Throws an HttpProblem when it may not be. */
export async function startAction(runtime: Runtime, request: Request): Promise<Operation> {
  guardAction(request, runtime.configuration);
  requireJsonType(request);
  const wish = parseAction(await readJsonBody(request));
  for (const id of wish.targets) requireTarget(runtime, id);
  if (wish.chain) {
    throw new HttpProblem(
      422,
      "A whole chain cannot be reconciled in one request yet.",
      "Reconcile the root cause; what waits for it follows by itself.",
    );
  }
  const by = runtime.configuration.local ? "local" : "anonymous";
  const operation = runtime.operations.start(wish, by);
  runtime.log.info({ audit: true, operation: operation.id, by, ...wish }, `${wish.action} was asked for`);
  return operation;
}

function parseAction(body: unknown): ActionRequest {
  const parsed = actionRequestSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new HttpProblem(
    422,
    `The request is not understood: ${z.prettifyError(parsed.error)}`,
    "See the contract of POST /api/actions.",
  );
}

function requireTarget(runtime: Runtime, id: string): void {
  const name = parseObjectId(id);
  if (name?.kind !== KUSTOMIZATION.kind) {
    throw new HttpProblem(422, `${id} is no Kustomization.`, "Name Kustomizations as targets.");
  }
  if (runtime.operations.isKnown(id)) return;
  if (runtime.clusters.some(({ reader }) => reader.reading().connection === "connecting")) {
    throw new HttpProblem(503, "The cluster is still being read.", "Ask again in a moment.");
  }
  throw new HttpProblem(
    422,
    `There is no ${id}.`,
    "Name a Kustomization that the graph shows; it may have gone since.",
  );
}
