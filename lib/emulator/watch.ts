import type { ServerResponse } from "node:http";
import type { Clock } from "#lib/flux/clock.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toObjectJson } from "./object-json.ts";
import { toApiVersion } from "./object-meta.ts";
import type { ObjectStore, StoreEvent } from "./object-store.ts";
import { describeBadVersion, parseCount, parseVersion } from "./query-version.ts";
import { isEverything, isSelected, parseSelection, type Selection } from "./selection.ts";
import { toExpired, toStatusBody, toUnforeseen } from "./status-error.ts";

/** What a WATCH asks for. */
export interface WatchRequest {
  readonly kind: ApiKind;
  readonly namespace: string | null;
  readonly selection: Selection;
  /** Null and 0 begin with what is there. */
  readonly resourceVersion: number | null;
  readonly timeoutMs: number;
  readonly bookmarks: boolean;
  /** `sendInitialEvents`: begin with what is there, and mark its end by a bookmark. */
  readonly initialEvents: boolean;
}

/** Half an hour, the least that the API server takes when the client says nothing. */
const DEFAULT_TIMEOUT_SECONDS = 1_800;
const BOOKMARK_INTERVAL_MS = 60_000;
/** The last bookmark comes so long before the end. */
const BOOKMARK_BEFORE_END_MS = 2_000;
/** A client that reads no more is cut off, as the API server does when a watcher's buffer is full. */
const UNREAD_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Reads the query of a WATCH.
 * @throws StatusError BadRequest, or for a version that is none a 500.
 */
export function parseWatchRequest(kind: ApiKind, namespace: string | null, query: URLSearchParams): WatchRequest {
  const text = query.get("resourceVersion") ?? "";
  const resourceVersion = parseVersion(text);
  if (resourceVersion === undefined) throw toUnforeseen(`resourceVersion: ${describeBadVersion(text)}`);
  return {
    kind,
    namespace,
    selection: parseSelection(kind, query),
    resourceVersion,
    timeoutMs: (parseCount(query, "timeoutSeconds") || DEFAULT_TIMEOUT_SECONDS) * 1_000,
    bookmarks: isFlag(query, "allowWatchBookmarks"),
    initialEvents: isFlag(query, "sendInitialEvents"),
  };
}

function isFlag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value === "true" || value === "1";
}

/** Serves one WATCH as lines of JSON until its time is up, the client goes or `end` is called. */
export class WatchStream {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #request: WatchRequest;
  readonly #response: ServerResponse;
  readonly #deadline: number;
  readonly #release: (() => void)[] = [];
  /** The kind's last change since the watch began, in whatever namespace; null while it rests. */
  #progress: number | null = null;
  #ended = false;

  constructor(store: ObjectStore, clock: Clock, request: WatchRequest, response: ServerResponse) {
    this.#store = store;
    this.#clock = clock;
    this.#request = request;
    this.#response = response;
    this.#deadline = clock.now() + request.timeoutMs;
  }

  /** Sends what has happened since the version asked for and goes on from there; nothing can fall between the two. */
  start(onEnd: () => void): void {
    const response = this.#response;
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-cache, private" });
    response.flushHeaders();
    this.#release.push(onEnd);
    response.on("close", () => this.end());
    if (!this.#sendPast()) {
      this.end();
      return;
    }
    this.#release.push(
      this.#store.subscribe((event) => this.#follow(event)),
      this.#clock.schedule(() => this.end(), this.#request.timeoutMs),
    );
    if (this.#request.bookmarks) this.#scheduleBookmark();
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const release of this.#release) release();
    this.#response.end();
  }

  /** Gives false when the version is forgotten, which the client hears as an event of its own. */
  #sendPast(): boolean {
    const { kind, namespace, selection, resourceVersion, initialEvents } = this.#request;
    if (initialEvents || resourceVersion === null || resourceVersion === 0) {
      for (const object of this.#store.list(kind, namespace)) {
        if (isSelected(object, selection)) this.#write(toLine("ADDED", toObjectJson(object)));
      }
      if (initialEvents && this.#request.bookmarks) {
        this.#writeBookmark(this.#store.resourceVersion, { "k8s.io/initial-events-end": "true" });
      }
      return true;
    }
    const events = this.#store.eventsSince(resourceVersion, kind, namespace);
    if (events === "expired") {
      const expired = toExpired(`too old resource version: ${resourceVersion} (${this.#store.compactedAt})`);
      this.#write(toLine("ERROR", JSON.stringify(toStatusBody(expired))));
      return false;
    }
    for (const event of events) this.#send(event);
    return true;
  }

  #follow(event: StoreEvent): void {
    const { kind } = this.#request;
    if (event.kind.plural !== kind.plural || event.kind.group !== kind.group) return;
    this.#progress = event.resourceVersion;
    this.#send(event);
  }

  #send(event: StoreEvent): void {
    const { namespace, selection, resourceVersion } = this.#request;
    if (namespace !== null && event.object.metadata.namespace !== namespace) return;
    if (event.resourceVersion <= (resourceVersion ?? 0)) return;
    const line = isEverything(selection) ? toEventLine(event) : toSelectedLine(event, selection);
    if (line !== null) this.#write(line);
  }

  #scheduleBookmark(): void {
    const now = this.#clock.now();
    const at = Math.min(now + BOOKMARK_INTERVAL_MS, this.#deadline - BOOKMARK_BEFORE_END_MS);
    if (at <= now) return;
    const cancel = this.#clock.schedule(() => {
      this.#release.splice(this.#release.indexOf(cancel), 1);
      // As the API server's watch cache: of a kind that rests it has nothing to say, however long.
      if (this.#progress !== null) this.#writeBookmark(this.#progress);
      this.#scheduleBookmark();
    }, at - now);
    this.#release.push(cancel);
  }

  #writeBookmark(version: number, annotations?: Readonly<Record<string, string>>): void {
    const { kind } = this.#request;
    const resourceVersion = String(version);
    const metadata = annotations === undefined ? { resourceVersion } : { resourceVersion, annotations };
    const bookmark = { kind: kind.kind, apiVersion: toApiVersion(kind), metadata };
    this.#write(toLine("BOOKMARK", JSON.stringify(bookmark)));
  }

  #write(line: string): void {
    this.#response.write(line);
    if (this.#response.writableLength > UNREAD_LIMIT_BYTES) this.#response.destroy();
  }
}

const lines = new WeakMap<StoreEvent, string>();

/** The line of an event, made once for all who watch it. */
function toEventLine(event: StoreEvent): string {
  let line = lines.get(event);
  if (line === undefined) {
    line = toLine(event.type, toObjectJson(event.object));
    lines.set(event, line);
  }
  return line;
}

/** For a selection an object may come and go by a change: ADDED, or DELETED as it was before, at the version of the change. */
function toSelectedLine(event: StoreEvent, selection: Selection): string | null {
  const { object, previous, type } = event;
  const is = type !== "DELETED" && isSelected(object, selection);
  const was = previous !== null && isSelected(previous, selection);
  if (is) return was ? toLine("MODIFIED", toObjectJson(object)) : toLine("ADDED", toObjectJson(object));
  return was ? toLine("DELETED", JSON.stringify(atVersion(previous, event.resourceVersion))) : null;
}

function atVersion(object: RawObject, resourceVersion: number): RawObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(resourceVersion) } };
}

function toLine(type: string, json: string): string {
  return `{"type":"${type}","object":${json}}\n`;
}
