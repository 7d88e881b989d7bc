import type { Clock } from "#lib/flux/clock.ts";
import type { ClusterReader } from "./cluster-reader.ts";
import { type ClusterReaderOptions, createClusterReader } from "./create-cluster-reader.ts";
import { createTransport } from "./create-transport.ts";
import { type KubeconfigOptions, toContextSources } from "./kubeconfig.ts";
import type { Log } from "./log.ts";
import { openUndiciConnection } from "./undici-connection.ts";

export interface ClusterReadersOptions {
  readonly kubeconfig: KubeconfigOptions;
  /** Read these namespaces only; null for all. */
  readonly namespaces: readonly string[] | null;
  readonly clock: Clock;
  /** Gives a number in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  readonly onPage?: NonNullable<ClusterReaderOptions["onPage"]>;
}

/**
 * Makes a reader for each context that is to be read. Nothing is thrown for a kubeconfig that is missing or wrong: the
 * reading then says `disconnected` with what to do, and goes live by itself when the file is mended.
 */
export function createClusterReaders(options: ClusterReadersOptions): readonly ClusterReader[] {
  const { clock } = options;
  return toContextSources(options.kubeconfig).map(({ id, load }) => {
    const transport = createTransport({ load, connect: openUndiciConnection, clock });
    return createClusterReader({ ...options, id, transport });
  });
}
