import type { Configuration } from "#lib/server/configuration.ts";
import { guardHost } from "#lib/server/guard-host.ts";
import { HttpProblem } from "#lib/server/problem.ts";

const LARGEST_BODY = 64 * 1024;

type Rules = Pick<Configuration, "actions" | "publicUrl" | "local">;

/**
 * Lets a request that changes something through only when it is sure to come from Headwater's own page, or from no
 * browser at all: a page of another site, also one on a sibling host, must not act for the person at this browser.
 * Throws an HttpProblem otherwise. Nothing has been sent to a cluster by then.
 */
export function guardAction(request: Request, rules: Rules): void {
  const { actions, publicUrl } = rules;
  if (!actions.allowed) throw new HttpProblem(403, actions.why, "Ask whoever runs Headwater here.");
  guardHost(request, rules);
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (site !== null && site !== "same-origin") throw refuse("This request comes from another site.");
  if (origin === null && site === null) return;
  const host = request.headers.get("host");
  const own = [`http://${host}`, `https://${host}`, ...(publicUrl === null ? [] : [new URL(publicUrl).origin])];
  if (origin === null) throw refuse("This request of a browser does not say from where it comes.");
  if (!own.includes(origin)) throw refuse(`This request comes from ${origin}.`);
}

/** Refuses a body that does not call itself JSON: a form of another site can send all others without being asked. */
export function requireJsonType(request: Request): void {
  const [type = ""] = (request.headers.get("content-type") ?? "").split(";", 1);
  if (type.trim().toLowerCase() === "application/json") return;
  throw new HttpProblem(415, "The body should be application/json.", "Send JSON with Content-Type: application/json.");
}

/** Reads a body as JSON, and no more of it than is allowed. Throws an HttpProblem (413, 400). */
export async function readJsonBody(request: Request): Promise<unknown> {
  const bytes = await readBody(request);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new HttpProblem(
      400,
      "The body is not JSON.",
      'Send an object such as {"action":"reconcile","targets":["Kustomization/flux-system/apps"]}.',
    );
  }
}

/** Reads a body of at most 64 KiB. Throws an HttpProblem (413) as soon as it is known to be larger. */
export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > LARGEST_BODY) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuse(detail: string): HttpProblem {
  return new HttpProblem(403, detail, "Act from Headwater's own page.");
}

function tooLarge(): HttpProblem {
  return new HttpProblem(413, `The body is larger than ${LARGEST_BODY / 1024} KiB.`, "Name fewer targets.");
}
