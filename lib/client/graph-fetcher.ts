import { parseSnapshot } from "#lib/api/parse-snapshot.ts";
import { API_PATHS } from "#lib/api/paths.ts";
import { CONTACT_HEADER, type Contact, contactSchema } from "#lib/api/stream.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { parseBody, RequestError, readProblem, send } from "./fetch-json.ts";

/** Makes a way to fetch the graph that asks with the last ETag: while nothing changes it gives the same object again. */
export function createGraphFetcher(onContact: (contact: Contact) => void): (signal?: AbortSignal) => Promise<Snapshot> {
  let last: { readonly etag: string; readonly snapshot: Snapshot } | null = null;
  return async (signal) => {
    const held = last;
    const response = await send(API_PATHS.graph, {
      cache: "no-store",
      ...(signal === undefined ? {} : { signal }),
      headers: held === null ? {} : { "if-none-match": held.etag },
    });
    if (!response.ok && response.status !== 304) throw new RequestError(await readProblem(response));
    tellContact(response, onContact);
    if (response.status === 304 && held !== null) return held.snapshot;
    const snapshot = await parseBody({ parse: parseSnapshot }, response);
    const etag = response.headers.get("etag");
    last = etag === null ? null : { etag, snapshot };
    return snapshot;
  };
}

function tellContact(response: Response, onContact: (contact: Contact) => void): void {
  const header = response.headers.get(CONTACT_HEADER);
  if (header === null) return;
  try {
    onContact(contactSchema.parse(JSON.parse(header)));
  } catch {
    // The graph itself is good; only its age stays unknown.
  }
}
