import { setImmediate } from "node:timers/promises";
import type { RawObject } from "#lib/flux/metadata.ts";
import { ApiError } from "./api-error.ts";
import type { ObjectList } from "./kubernetes-api.ts";

/** How many objects a page has. */
export const PAGE_SIZE = 500;
/** What is done with so many objects takes a few milliseconds; whoever else waits for this process is heard in between. */
const TOLD_AT_ONCE = 100;

/** All objects of a list and the version to watch from. */
export interface WholeList {
  readonly items: readonly RawObject[];
  readonly resourceVersion: string;
}

/** A list that is read page by page; after a failure it goes on at the page that failed. */
export interface Listing {
  /** Reads to the end. Rejects with what a page failed with; then it can be called again. */
  readRest(): Promise<WholeList>;
}

/** Gives a page; `onContinue` may be told of the token of the next while it is still read. */
type FetchPage = (page: {
  limit?: number;
  continueToken?: string;
  onContinue?: (token: string) => void;
}) => Promise<ObjectList>;

/** Told of the objects of each page as it comes, some at a time, long before the list is whole: what is done then costs no time at the end. */
export type OnPage = (objects: readonly RawObject[]) => void;

/** Starts a list in pages of 500, or (`paged` false) in one piece, as is due after the token of a page has expired. */
export function startListing(fetchPage: FetchPage, paged: boolean, onPage: OnPage | null = null): Listing {
  const items: RawObject[] = [];
  let version: string | null = null;
  let token: string | null = null;
  let done = false;
  let fresh: readonly RawObject[] = [];
  /** A page that is under way while the one before it is read. */
  let ahead: { readonly token: string; readonly page: Promise<ObjectList> } | null = null;

  function fetch(from: string | null): Promise<ObjectList> {
    const page = fetchPage({
      ...(paged ? { limit: PAGE_SIZE } : {}),
      ...(from === null ? {} : { continueToken: from }),
      onContinue(next) {
        if (next !== from && ahead === null) ahead = { token: next, page: fetch(next) };
      },
    });
    // Whoever needs it is told; it may be that nobody does.
    page.catch(() => {});
    return page;
  }

  /** The page that is due, once: what has failed is asked for anew. */
  function take(): Promise<ObjectList> {
    const known = ahead;
    ahead = null;
    return known !== null && known.token === token ? known.page : fetch(token);
  }

  async function readPage(): Promise<void> {
    const coming = take();
    if (onPage !== null && fresh.length > 0) {
      for (let at = 0; at < fresh.length; at += TOLD_AT_ONCE) {
        // The request for the next page goes out first, so that the server and this process work side by side.
        await setImmediate();
        onPage(fresh.slice(at, at + TOLD_AT_ONCE));
      }
      fresh = [];
    }
    const page = await coming;
    if (page.continueToken !== null && page.continueToken === token) {
      throw new ApiError("malformed", "The API server gives the same page of a list again and again.");
    }
    for (const item of page.items) items.push(item);
    fresh = page.items;
    // The first page's version: a later page may have been read later, and what is told twice does no harm.
    version ??= page.resourceVersion;
    token = page.continueToken;
    done = token === null;
  }

  return {
    async readRest() {
      while (!done) await readPage();
      return { items, resourceVersion: version ?? "" };
    },
  };
}
