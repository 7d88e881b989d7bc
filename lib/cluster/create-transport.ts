import { setImmediate } from "node:timers/promises";
import { AccessKeeper, type AccessKeeperOptions, type OpenAccess } from "./access-keeper.ts";
import { ApiError } from "./api-error.ts";
import type { HttpResponse } from "./http-connection.ts";
import { type IdleTimer, startIdleTimer } from "./idle-timer.ts";
import { toNetworkError } from "./network-failure.ts";
import { readBody } from "./response-body.ts";
import { isHtml, toMalformedError, toStatusError } from "./status-failure.ts";
import type { ApiRequest, Transport } from "./transport.ts";

/** A short call fails when the server says nothing for so long. */
const CALL_IDLE_MS = 30_000;
const LONGEST_ERROR = 1024 * 1024;

interface Exchange {
  readonly access: OpenAccess;
  readonly response: HttpResponse;
  readonly timer: IdleTimer;
  readonly signal: AbortSignal;
}

/** Makes the transport to one API server; nothing is read or sent before the first request. */
export function createTransport(options: AccessKeeperOptions): Transport {
  const { clock } = options;
  const keeper = new AccessKeeper(options);
  /** Paths on which fresh credentials, too, are refused: then a request there is not sent twice. */
  const refused = new Set<string>();
  /** Ends also what runs on connections that were replaced since. */
  const closing = new AbortController();

  async function attempt(request: ApiRequest, stream: boolean, idleMs: number): Promise<Exchange> {
    const access = await unlessAborted(keeper.get(), request.signal);
    const { target, basePath, connection } = access;
    const idle = new AbortController();
    const timer = startIdleTimer(clock, idleMs, () => idle.abort(toSilence(target.origin, idleMs)));
    const signal = AbortSignal.any([idle.signal, closing.signal, ...(request.signal ? [request.signal] : [])]);
    try {
      signal.throwIfAborted();
      const response = await connection.send({
        method: request.method,
        path: basePath + request.path,
        headers: {
          accept: "application/json",
          // A watch is not compressed by the API server, and one that were would hold events back.
          "accept-encoding": stream ? "identity" : "gzip",
          "user-agent": "headwater",
          ...(request.body === undefined ? {} : { "content-type": request.body.contentType }),
          ...access.headers,
          ...request.headers,
        },
        body: request.body?.text ?? null,
        stream,
        signal,
      });
      timer.heard();
      return { access, response: { ...response, body: heed(response.body, timer) }, timer, signal };
    } catch (thrown) {
      timer.stop();
      throw toFailure(access, signal, thrown);
    }
  }

  /** Sends, once more with fresh credentials when the first are refused, and gives an answer under 300. */
  async function exchange(request: ApiRequest, stream: boolean, idleMs: number): Promise<Exchange> {
    const [path = ""] = request.path.split("?");
    const first = await attempt(request, stream, idleMs);
    if (first.response.status !== 401) {
      refused.delete(path);
      return requireSuccess(first);
    }
    const error = await toError(first);
    keeper.refresh(first.access.version);
    if (refused.has(path)) throw error;
    const fresh = await unlessAborted(keeper.get(), request.signal);
    const second = isOther(fresh, first.access) ? await attempt(request, stream, idleMs) : null;
    if (second === null || second.response.status === 401) {
      refused.add(path);
      // Neither are these any good, so that the next request does not begin with them.
      keeper.refresh(second?.access.version ?? fresh.version);
    }
    if (second === null) throw error;
    return requireSuccess(second);
  }

  async function requireSuccess(taken: Exchange): Promise<Exchange> {
    if (taken.response.status < 300) return taken;
    throw await toError(taken);
  }

  async function toError({ access, response, timer, signal }: Exchange): Promise<ApiError> {
    try {
      const body = await readBody(response, LONGEST_ERROR);
      return toStatusError(access.target.origin, response, body, clock.now());
    } catch (thrown) {
      // The status says enough when its body is cut.
      if (signal.aborted) throw toFailure(access, signal, thrown);
      return toStatusError(access.target.origin, response, "", clock.now());
    } finally {
      timer.stop();
    }
  }

  function toFailure({ target }: OpenAccess, signal: AbortSignal, thrown: unknown): unknown {
    if (signal.aborted && !(signal.reason instanceof ApiError)) return signal.reason;
    const error = toNetworkError(signal.aborted ? signal.reason : thrown, target.origin, target.proxyUrl);
    if (error.kind === "unreachable" || error.kind === "untrusted" || error.kind === "credentials") {
      keeper.reloadIfChanged();
    }
    return error;
  }

  return {
    generation: () => keeper.generation,
    async close() {
      closing.abort(new Error("the connection was closed"));
      await keeper.close();
    },

    async send(request) {
      const { access, response, timer, signal } = await exchange(request, false, CALL_IDLE_MS);
      const { origin } = access.target;
      try {
        const text = await readBody(response);
        if (request.onText?.(text) === true) await setImmediate();
        return parseJson(text) ?? Promise.reject(toMalformedError(origin, response.status));
      } catch (thrown) {
        throw toFailure(access, signal, thrown);
      } finally {
        timer.stop();
      }
    },

    async stream(request, idleMs) {
      const taken = await exchange(request, true, idleMs);
      if (isHtml(taken.response.headers)) {
        taken.timer.stop();
        await drop(taken.response.body);
        throw toMalformedError(taken.access.target.origin, taken.response.status);
      }
      return relay(taken);
    },
  };

  async function* relay({ access, response, timer, signal }: Exchange): AsyncGenerator<Uint8Array> {
    try {
      yield* response.body;
    } catch (thrown) {
      throw toFailure(access, signal, thrown);
    } finally {
      timer.stop();
    }
  }
}

/** Waits for work that cannot be aborted itself (a plugin that asks for a login), but no longer than is wanted. */
function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

async function* heed(body: AsyncIterable<Uint8Array>, timer: IdleTimer): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    timer.heard();
    yield chunk;
  }
}

async function drop(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _chunk of body) return;
}

function isOther(fresh: OpenAccess, used: OpenAccess): boolean {
  return JSON.stringify([fresh.target, fresh.headers]) !== JSON.stringify([used.target, used.headers]);
}

/** The value of a JSON text that is an object or a list; null for all else, as no answer of the API is. */
function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function toSilence(origin: string, idleMs: number): ApiError {
  return new ApiError("unreachable", `${origin} said nothing for ${idleMs / 1000} s.`, {
    fix: "Check the network, the VPN and the load on the API server.",
  });
}
