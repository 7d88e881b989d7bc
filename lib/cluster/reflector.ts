import { type Clock, sleep } from "#lib/flux/clock.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import { ApiError } from "./api-error.ts";
import { createBackoff } from "./backoff.ts";
import type { KubernetesApi } from "./kubernetes-api.ts";
import { type Listing, type OnPage, startListing } from "./list-pages.ts";
import type { Log } from "./log.ts";
import { createRequestPace } from "./request-pace.ts";
import { isNewer } from "./resource-version.ts";
import { SCOPE_OK, type ScopeReport, toScopeReport } from "./scope-failure.ts";
import type { ScopeSink } from "./scope-sink.ts";
import type { Transport } from "./transport.ts";
import type { WatchEvent } from "./watch-event.ts";
import { openWatch } from "./watch-stream.ts";

/** What is forbidden or not installed is looked at again so often. */
const LOOK_AGAIN_MS = 60_000;
/** An API server answers 403 for an instant after its start, before it has read its rules: so often it is asked again. */
const DOUBTED_TIMES = 5;
const DOUBT_MS = 2_000;
/** A server that comes back is asked so often without regard to the pace: enough for a doubt, a relist and its watch. */
const HURRIED_REQUESTS = 5;
/** The longest wait in between, unless the server asks for more. */
const HURRIED_WAIT_MS = 1_000;
/** A watch that ends sooner waits before the next, as after a failure. */
const SHORT_MS = 20_000;
/** A Retry-After beyond this is not honoured; timers cannot count much further. */
const LONGEST_RETRY_AFTER_S = 600;

export interface ReflectorOptions {
  readonly kind: ApiKind;
  /** One namespace, or null for all. */
  readonly namespace: string | null;
  readonly fieldSelector?: string;
  readonly api: Pick<KubernetesApi, "list">;
  readonly transport: Pick<Transport, "stream" | "generation">;
  readonly sink: ScopeSink;
  readonly clock: Clock;
  /** Gives a number in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  readonly onPage?: OnPage;
}

/** The server's history of this scope cannot be followed on from the last version; all is to be listed again. */
class RelistNeeded extends Error {}

/** Failures after which a sign of life from the server is a reason to try again at once. */
const OUT_OF_REACH: ReadonlySet<string> = new Set(["unreachable", "untrusted", "credentials", "unauthorized"]);

/**
 * Keeps a live copy of one scope by list and watch. It never gives up and never loops fast; the rules are those of
 * client-go's reflector, each held by a test of its name.
 */
export class Reflector {
  readonly #options: ReflectorOptions;
  readonly #backoff;
  readonly #pace;
  /** The last version whose event has been applied; null when a list is due. */
  #version: string | null = null;
  #listing: Listing | null = null;
  #nextListPaged = true;
  #generation = 0;
  /** False after a relist until some time has gone by: else each watch that fails would bring a list at once. */
  #mayRelistAtOnce = true;
  #failures = 0;
  #hasList = false;
  /** Lists are allowed and watches are not: then a list a minute is all that can be had. */
  #isWatchForbidden = false;
  /** How many refusals are yet to be doubted; filled by a watch that lasted. */
  #doubts = 0;
  /** The server was out of reach, or has cut the watch: it may have started anew. */
  #mayHaveRestarted = false;
  /** Only who had been well may hurry, so that one that comes and goes is asked no more often for it. */
  #mayHurry = false;
  /** So many requests are yet to be sent in a hurry. */
  #hurried = 0;
  #nap: AbortController | null = null;
  /** What the scope fails with, as long as it waits because of it and must not be woken. */
  #restingOver: ScopeReport | null = null;

  constructor(options: ReflectorOptions) {
    this.#options = options;
    this.#backoff = createBackoff(options.clock, options.random);
    this.#pace = createRequestPace(options.clock);
  }

  /** Reads until the signal is aborted; settles then, and never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#step(signal);
      } catch (thrown) {
        if (signal.aborted) return;
        await this.#recover(thrown, signal);
      }
    }
  }

  /** The server has been heard from again: a wait for it to come back is cut short. */
  wake(): void {
    this.#hurryAfterOutage();
    this.#nap?.abort();
    // While nothing got through the connection said why; now that it is back this scope must not pass for followed.
    if (this.#restingOver !== null) this.#options.sink.report(this.#restingOver);
  }

  /** Something has been heard from a server that was out of reach, be it only a refusal. */
  #hurryAfterOutage(): void {
    if (!this.#mayHurryNow()) return;
    this.#mayHurry = false;
    this.#hurried = HURRIED_REQUESTS;
  }

  #mayHurryNow(): boolean {
    return this.#mayHaveRestarted && this.#mayHurry;
  }

  async #step(signal: AbortSignal): Promise<void> {
    const generation = this.#options.transport.generation();
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#forgetVersion();
    }
    // Whatever fails, and in whatever turn lists and watches do: from the longest wait on three a minute are all.
    const isPaced = this.#backoff.isLongest();
    if (isPaced && this.#hurried === 0) await this.#wait(this.#pace.delayMs(), signal, this.#mayHurryNow());
    signal.throwIfAborted();
    this.#hurried = Math.max(0, this.#hurried - 1);
    if (isPaced) this.#pace.sent();
    try {
      if (this.#version === null) await this.#list(signal);
      else await this.#watch(this.#version, signal);
    } catch (thrown) {
      if (isPaced && thrown instanceof ApiError && thrown.kind === "credentials") this.#pace.unsent();
      throw thrown;
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { api, kind, namespace, fieldSelector, sink } = this.#options;
    const options = { signal, ...(fieldSelector === undefined ? {} : { fieldSelector }) };
    this.#listing ??= startListing(
      (page) => api.list(kind, namespace, { ...options, ...page }),
      this.#nextListPaged,
      this.#options.onPage,
    );
    const { items, resourceVersion } = await this.#listing.readRest();
    signal.throwIfAborted();
    this.#requireSameServer();
    this.#listing = null;
    if (resourceVersion === "") throw new ApiError("malformed", `A list of ${kind.plural} came without a version.`);
    this.#nextListPaged = true;
    this.#hasList = true;
    sink.replace(items);
    this.#version = resourceVersion;
    this.#succeed(this.#isWatchForbidden ? null : SCOPE_OK);
  }

  async #watch(from: string, signal: AbortSignal): Promise<void> {
    const { transport, clock } = this.#options;
    const closing = new AbortController();
    let openedAt = clock.now();
    try {
      const watch = { ...this.#options, resourceVersion: from, signal: AbortSignal.any([signal, closing.signal]) };
      const events = await openWatch(transport, watch);
      this.#requireSameServer();
      openedAt = clock.now();
      this.#isWatchForbidden = false;
      this.#mayHaveRestarted = false;
      this.#succeed(SCOPE_OK);
      await this.#follow(events, from, signal);
    } finally {
      closing.abort();
      if (clock.now() - openedAt >= SHORT_MS) {
        this.#mayRelistAtOnce = true;
        this.#doubts = DOUBTED_TIMES;
      }
    }
    if (clock.now() - openedAt >= SHORT_MS) return;
    // Whether cut or closed politely: opened again and again at once this would be a fast loop.
    await this.#wait(this.#backoff.fail(), signal, true);
  }

  /** Applies events until the stream ends or is cut, which is no failure: the next watch goes on from there. */
  async #follow(events: AsyncIterable<WatchEvent>, from: string, signal: AbortSignal): Promise<void> {
    const { log, kind, namespace } = this.#options;
    try {
      for await (const event of events) {
        signal.throwIfAborted();
        this.#apply(event, from);
      }
    } catch (thrown) {
      if (signal.aborted || !(thrown instanceof ApiError)) throw thrown;
      this.#mayHaveRestarted = true;
      log.debug({ kind: kind.kind, namespace, reason: thrown.message }, "a watch was cut");
    }
  }

  /** A request may be the one that finds out that the kubeconfig names another server by now. */
  #requireSameServer(): void {
    if (this.#options.transport.generation() === this.#generation) return;
    throw new RelistNeeded("the kubeconfig names another server");
  }

  /** Applies an event, and only then counts its version, so that a cut in between repeats it rather than loses it. */
  #apply(event: WatchEvent, openedFrom: string): void {
    const { sink } = this.#options;
    if (event.type === "error") throw new RelistNeeded(event.message);
    if (event.type === "garbage") throw new RelistNeeded("the watch sent something that is no event");
    const last = this.#version ?? openedFrom;
    if (event.type === "bookmark") {
      // The server was set back to an older state: it will never come to what was applied since.
      if (isNewer(openedFrom, event.version)) throw new RelistNeeded("the server's versions went back");
    } else if (event.type === "deleted") {
      sink.remove(event.object);
    } else if (isNewer(event.version, last) !== false) {
      sink.apply(event.object);
    }
    if (isNewer(event.version, last) !== false) this.#version = event.version;
  }

  async #recover(thrown: unknown, signal: AbortSignal): Promise<void> {
    const { kind, namespace, sink, log } = this.#options;
    const isOutOfReach = thrown instanceof ApiError && OUT_OF_REACH.has(thrown.kind);
    if (this.#backoff.isHealed()) this.#mayHurry = true;
    if (isOutOfReach) this.#mayHaveRestarted = true;
    else this.#hurryAfterOutage();
    if (!(thrown instanceof ApiError) || thrown.kind === "gone") {
      return this.#relist(thrown instanceof Error ? thrown : new Error(String(thrown)), signal);
    }
    this.#failures++;
    const report = toScopeReport(kind, namespace, thrown);
    if (report.state === "forbidden" && this.#mayHaveRestarted && this.#doubts > 0) {
      this.#doubts--;
      log.debug(
        { kind: kind.kind, namespace, reason: thrown.message },
        "asked again, for the server may have started just now",
      );
      return this.#wait(DOUBT_MS, signal, false);
    }
    if (report.state === "forbidden" || report.state === "not-installed") {
      if (report.state === "not-installed") this.#clear();
      this.#isWatchForbidden = report.state === "forbidden" && this.#version !== null;
      if (this.#isWatchForbidden) this.#forgetVersion();
      sink.report(report);
      this.#mayRelistAtOnce = true;
      // The waiting is that of its own; this only keeps the minute from being taken for a healthy one.
      this.#backoff.fail();
      return this.#wait(LOOK_AGAIN_MS, signal, false);
    }
    const isHurried = this.#hurried > 0;
    if (!isHurried && (this.#failures > 1 || !this.#hasList)) sink.report(report);
    const asked = Math.min(thrown.retryAfterSeconds ?? 0, LONGEST_RETRY_AFTER_S) * 1000;
    const ownMs = this.#backoff.fail();
    const delayMs = Math.max(isHurried ? Math.min(ownMs, HURRIED_WAIT_MS) : ownMs, asked);
    log.debug(
      { kind: kind.kind, namespace, reason: thrown.message, delayMs: Math.round(delayMs) },
      "tried again later",
    );
    const canWake = isOutOfReach && asked === 0;
    if (!canWake && this.#failures > 1) this.#restingOver = report;
    await this.#wait(delayMs, signal, canWake);
    this.#restingOver = null;
  }

  async #relist(reason: Error, signal: AbortSignal): Promise<void> {
    const { log, kind, namespace } = this.#options;
    log.debug({ kind: kind.kind, namespace, reason: reason.message }, "listed again");
    // As client-go's pager: when the token of a page has expired, pages are too slow for this server's history.
    const isPageGone = reason instanceof ApiError && this.#listing !== null;
    this.#forgetVersion();
    this.#nextListPaged = !isPageGone;
    const delayMs = this.#backoff.fail();
    // Where the longest wait is due, the pace of requests alone decides when to list.
    if (!this.#mayRelistAtOnce && !this.#backoff.isLongest()) await this.#wait(delayMs, signal, false);
    this.#mayRelistAtOnce = false;
  }

  /** Whoever takes the kind away takes its objects away with it. */
  #clear(): void {
    this.#forgetVersion();
    if (this.#hasList) this.#options.sink.replace([]);
    this.#hasList = false;
  }

  #forgetVersion(): void {
    this.#version = null;
    this.#listing = null;
  }

  #succeed(report: ScopeReport | null): void {
    this.#failures = 0;
    this.#backoff.succeed();
    if (report !== null) this.#options.sink.report(report);
  }

  async #wait(delayMs: number, signal: AbortSignal, canWake: boolean): Promise<void> {
    const nap = new AbortController();
    if (canWake) this.#nap = nap;
    await sleep(this.#options.clock, delayMs, AbortSignal.any([signal, nap.signal])).catch(() => undefined);
    this.#nap = null;
  }
}
