import { type Configuration, isLoopback } from "#lib/server/configuration.ts";
import { HttpProblem } from "#lib/server/problem.ts";

const LARGEST_BODY = 64 * 1024;

/**
 * Lets a request that changes something through only when it is sure to come from Headwater's own page, or from no
 * browser at all: a page of another site, also one on a sibling host, must not act for the person at this browser.
 * Throws an HttpProblem otherwise. Nothing has been sent to a cluster by then.
 */
export function guardAction(request: Request, { actions, publicUrl, local }: Configuration): void {
  if (!actions.allowed) throw new HttpProblem(403, actions.why, "Ask whoever runs Headwater here.");
  const host = request.headers.get("host") ?? "";
  const hostname = host.replace(/:\d+$/, "");
  const own = publicUrl === null ? [`http://${host}`, `https://${host}`] : [new URL(publicUrl).origin];
  const refuse = (detail: string) => new HttpProblem(403, detail, "Act from Headwater's own page.");
  if (local && publicUrl === null && !isLoopback(hostname)) {
    throw refuse(`This request was sent to "${host}", which is no name of this machine alone.`);
  }
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") throw refuse("This request comes from another site.");
  const origin = request.headers.get("origin");
  if (origin === null ? site !== null : !own.includes(origin))
    throw refuse(`This request comes from ${origin ?? "nowhere"}.`);
  const type = request.headers.get("content-type") ?? "";
  if (type.split(";", 1)[0]?.trim().toLowerCase() !== "application/json") {
    throw new HttpProblem(
      415,
      "The body should be application/json.",
      "Send JSON with Content-Type: application/json.",
    );
  }
}

/** Reads a body as JSON, and no more of it than is allowed. Throws an HttpProblem (413, 400). */
export async function readJsonBody(request: Request): Promise<unknown> {
  const tooLarge = () =>
    new HttpProblem(413, `The body is larger than ${LARGEST_BODY / 1024} KiB.`, "Name fewer targets.");
  if (Number(request.headers.get("content-length") ?? 0) > LARGEST_BODY) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new HttpProblem(
      400,
      "The body is not JSON.",
      'Send an object such as {"action":"reconcile","targets":["…"]}.',
    );
  }
}
