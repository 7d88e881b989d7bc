import type { Clock } from "#lib/flux/clock.ts";
import type { ConnectionState } from "#lib/graph/model.ts";
import type { ApiError } from "./api-error.ts";

/** Data older than this is marked stale. */
const STALE_MS = 60_000;
/** After so long without a word the server is asked for its version. */
const QUIET_MS = 10_000;
const LONGEST_PROBE_DELAY_MS = 30_000;
const TICK_MS = 5_000;
/** One refused request does not make a cluster disconnected: so many in a row do, over so long. */
const FAILURES = 3;
const FAILING_MS = 5_000;

/** What the page says of the connection to a cluster. */
export interface ConnectionReport {
  readonly connection: ConnectionState;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly message: string;
  readonly fix: string;
}

export interface ConnectionMonitorOptions {
  readonly clock: Clock;
  /** Sends a light request; that it went well or not is told through `heard` and `failed` like of any other. */
  readonly probe: () => Promise<unknown>;
  /** Whether each scope has been answered once. */
  readonly isComplete: () => boolean;
  readonly onChange: (report: ConnectionReport) => void;
  /** The server answers again after it was out of reach. */
  readonly onRecovered: () => void;
}

const NOT_REACHED: ReadonlySet<string> = new Set([
  "unreachable",
  "untrusted",
  "credentials",
  "unauthorized",
  "malformed",
]);

/** Keeps account of when a server was heard from and how the last tries went, and says what state that is. */
export class ConnectionMonitor {
  readonly #options: ConnectionMonitorOptions;
  #report: ConnectionReport;
  #lastContact: number | null = null;
  #startedAt: number;
  #failures = 0;
  #lastError: ApiError | null = null;
  #isProbing = false;
  #probeDelayMs = QUIET_MS;
  #nextProbeAt = 0;
  #cancelTick: (() => void) | null = null;

  constructor(options: ConnectionMonitorOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.#report = { ...this.#describe("connecting"), since: this.#startedAt };
  }

  get report(): ConnectionReport {
    return this.#report;
  }

  get lastContact(): number | null {
    return this.#lastContact;
  }

  start(): void {
    if (this.#cancelTick !== null) return;
    this.#startedAt = this.#options.clock.now();
    this.#scheduleTick();
  }

  stop(): void {
    this.#cancelTick?.();
    this.#cancelTick = null;
  }

  /** The server has answered as it should, or a watch has brought bytes. */
  heard(): void {
    const wasDisconnected = this.#report.connection === "disconnected";
    this.#lastContact = this.#options.clock.now();
    this.#failures = 0;
    this.#lastError = null;
    this.#probeDelayMs = QUIET_MS;
    this.update();
    if (wasDisconnected) this.#options.onRecovered();
  }

  failed(error: ApiError): void {
    this.#failures++;
    this.#lastError = error;
    this.update();
  }

  /** Looks anew at the state; called also when a scope has been answered. */
  update(): void {
    const next = this.#describe(this.#findState());
    const { connection, message, fix } = this.#report;
    if (next.connection === connection && next.message === message && next.fix === fix) return;
    const since = next.connection === connection ? this.#report.since : this.#options.clock.now();
    this.#report = { ...next, since };
    this.#options.onChange(this.#report);
  }

  #findState(): ConnectionState {
    const now = this.#options.clock.now();
    const silentMs = now - (this.#lastContact ?? this.#startedAt);
    if (this.#lastError !== null) {
      if (this.#lastContact === null) return "disconnected";
      const isOut = NOT_REACHED.has(this.#lastError.kind) && this.#failures >= FAILURES && silentMs >= FAILING_MS;
      // Once out of reach it stays so until it is heard from, whatever the next failure is.
      if (isOut || this.#report.connection === "disconnected") return "disconnected";
    }
    if (silentMs >= STALE_MS) return "stale";
    return this.#options.isComplete() ? "live" : "connecting";
  }

  #describe(connection: ConnectionState): Omit<ConnectionReport, "since"> {
    const error = this.#lastError;
    if (connection === "live") return { connection, message: "", fix: "" };
    if (connection === "connecting") {
      return { connection, message: "The cluster is being read for the first time.", fix: "" };
    }
    return {
      connection,
      message: error?.message ?? "The API server has not been heard from for more than a minute.",
      fix: error?.fix ?? "What is shown is the last known state; it is asked for again by itself.",
    };
  }

  #scheduleTick(): void {
    this.#cancelTick = this.#options.clock.schedule(() => {
      this.#scheduleTick();
      this.update();
      this.#probeIfQuiet();
    }, TICK_MS);
  }

  #probeIfQuiet(): void {
    const now = this.#options.clock.now();
    const isQuiet = now - (this.#lastContact ?? this.#startedAt) >= QUIET_MS;
    if (!isQuiet || this.#isProbing || now < this.#nextProbeAt) return;
    this.#isProbing = true;
    const failuresBefore = this.#failures;
    this.#options
      .probe()
      .catch(() => undefined)
      .finally(() => {
        this.#isProbing = false;
        // Where only files and plugins of this machine are at fault, looking again costs the server nothing.
        const isLocal = this.#lastError?.kind === "credentials";
        if (this.#failures > failuresBefore && !isLocal) {
          this.#probeDelayMs = Math.min(LONGEST_PROBE_DELAY_MS, this.#probeDelayMs + QUIET_MS);
        }
        this.#nextProbeAt = this.#options.clock.now() + this.#probeDelayMs;
      });
  }
}
