import type { Clock } from "#lib/flux/clock.ts";
import { type Access, readAccess } from "./credentials.ts";
import type { ConnectionTarget, HttpConnection } from "./http-connection.ts";
import type { KubeContext } from "./kube-context.ts";
import { isTornPair } from "./pem.ts";

/** An access with the open connection for it; `version` tells two readings of the credentials apart. */
export interface OpenAccess extends Access {
  readonly connection: HttpConnection;
  readonly version: number;
}

export interface AccessKeeperOptions {
  /** Reads the kubeconfig afresh; what it throws is what requests fail with. */
  readonly load: () => KubeContext;
  readonly connect: (target: ConnectionTarget) => HttpConnection;
  readonly clock: Clock;
}

/** For so long a failure to get credentials answers all who ask, so that a broken plugin is not run by each of them. */
const FAILURE_KEPT_MS = 5_000;
/** How often at most the kubeconfig is read again while the server is out of reach. */
const RELOAD_MS = 10_000;

/** Keeps the way to one API server open, and changes it when the credentials or the kubeconfig change. */
export class AccessKeeper {
  readonly #options: AccessKeeperOptions;
  #context: KubeContext | null = null;
  #version = 0;
  #generation = 0;
  #reading: Promise<OpenAccess> | null = null;
  #failure: { readonly error: unknown; readonly until: number } | null = null;
  #open: { readonly key: string; readonly origin: string; readonly connection: HttpConnection } | null = null;
  #reloadedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(options: AccessKeeperOptions) {
    this.#options = options;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Gives the present access; those who ask at the same time share one reading. */
  get(): Promise<OpenAccess> {
    if (this.#closed) return Promise.reject(new Error("the connection was closed"));
    if (this.#failure !== null && this.#options.clock.now() < this.#failure.until) {
      return Promise.reject(this.#failure.error);
    }
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** Drops the credentials of a version, so that the next request reads all of them anew. */
  refresh(version: number): void {
    if (version === this.#version) this.#context = null;
  }

  /** After the server could not be reached: takes over the kubeconfig if it names another server or user by now. */
  reloadIfChanged(): void {
    const now = this.#options.clock.now();
    if (this.#context === null || now - this.#reloadedAt < RELOAD_MS) return;
    this.#reloadedAt = now;
    try {
      if (this.#options.load().fingerprint !== this.#context.fingerprint) this.#context = null;
    } catch {
      // A kubeconfig that cannot be read now does not make the one in use worse.
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#open?.connection.destroy();
  }

  async #read(): Promise<OpenAccess> {
    const { load, clock } = this.#options;
    try {
      if (this.#context === null) {
        this.#context = load();
        this.#version++;
      }
      const access = await readAccess(this.#context, clock);
      this.#failure = null;
      return { ...access, connection: this.#connect(access.target), version: this.#version };
    } catch (error) {
      this.#context = null;
      this.#failure = { error, until: clock.now() + FAILURE_KEPT_MS };
      throw error;
    }
  }

  #connect(target: ConnectionTarget): HttpConnection {
    const key = JSON.stringify(target);
    const open = this.#open;
    if (open?.key === key && !this.#closed) return open.connection;
    // One of the two files is replaced and the other not yet: what is open holds a little longer.
    if (open?.origin === target.origin && !this.#closed && isTornPair(target.tls.cert, target.tls.key)) {
      return open.connection;
    }
    const connection = this.#options.connect(target);
    if (this.#closed) {
      connection.destroy().catch(() => undefined);
      return connection;
    }
    this.#open = { key, origin: target.origin, connection };
    if (open !== null) {
      const moved = open.origin !== target.origin;
      if (moved) this.#generation++;
      // With a new certificate alone the watches that run may go on to their end.
      (moved ? open.connection.destroy() : open.connection.close()).catch(() => undefined);
    }
    return connection;
  }
}
