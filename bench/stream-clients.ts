import { createConnection, type Socket } from "node:net";
import { createGunzip } from "node:zlib";
import { ChunkReader } from "./chunk-reader.ts";

/**
 * A process of its own that opens many streams over bare sockets and notes when each message came, without taking the
 * messages apart: of one stream all is read, and the others are told by the bytes that theirs begin with.
 */
export interface ClientsOrder {
  readonly url: string;
  readonly count: number;
  /** How many further streams are opened and never read. */
  readonly stalled: number;
  readonly encoding: "gzip" | "identity";
  readonly lastRevision: string | null;
}

export type ToClients =
  | { readonly type: "open"; readonly order: ClientsOrder }
  | { readonly type: "report" }
  | { readonly type: "end" };

/** A change, and when it came to each stream; milliseconds since the epoch. */
export interface Arrivals {
  readonly change: string;
  readonly times: readonly number[];
}

export type FromClients =
  | { readonly type: "opened"; readonly ms: number; readonly bytes: number }
  | { readonly type: "report"; readonly arrivals: readonly Arrivals[]; readonly open: number };

/** What a change's message has to hold, so that it is known again. */
export const CHANGE = /change \d+ of the streams/g;
const KEY_BYTES = 160;

const times = new Map<string, number[]>();
const changes = new Map<string, string>();
const sockets = new Set<Socket>();
let open = 0;
let bytes = 0;

function now(): number {
  return performance.timeOrigin + performance.now();
}

function connect({ url, encoding, lastRevision }: ClientsOrder): Socket {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  sockets.add(socket);
  const from = lastRevision === null ? "" : `?last-event-id=${encodeURIComponent(lastRevision)}`;
  socket.write(
    `GET /api/graph/stream${from} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept-Encoding: ${encoding}\r\n\r\n`,
  );
  socket.on("error", () => {});
  return socket;
}

/** Opens a stream that is read; settles when its first message has come whole. */
function follow(order: ClientsOrder, isLeader: boolean): Promise<void> {
  const socket = connect(order);
  const { promise, resolve } = Promise.withResolvers<void>();
  let key = "";
  const text = isLeader ? createReader(order.encoding, (change) => changes.set(key, change)) : null;
  const reader = new ChunkReader({
    keyBytes: KEY_BYTES,
    wantsAll: isLeader,
    onChunk(beginning, whole) {
      if (text === null) note(beginning);
      else {
        key = beginning;
        note(key);
        text(whole);
      }
      resolve();
    },
  });
  socket.on("data", (data) => {
    bytes += data.length;
    reader.push(data);
  });
  socket.on("connect", () => open++);
  socket.on("close", () => {
    open--;
    // One that the server has let go of is not waited for; what it misses counts as lost.
    resolve();
  });
  return promise;
}

function note(key: string): void {
  const known = times.get(key);
  if (known === undefined) times.set(key, [now()]);
  else known.push(now());
}

/** Finds the changes in what the one stream says. */
function createReader(
  encoding: ClientsOrder["encoding"],
  onChange: (change: string) => void,
): (bytes: Uint8Array) => void {
  const take = (text: string) => {
    for (const [change] of text.matchAll(CHANGE)) onChange(change);
  };
  if (encoding === "identity") return (data) => take(new TextDecoder().decode(data));
  const gunzip = createGunzip();
  gunzip.on("data", (data: Uint8Array) => take(new TextDecoder().decode(data)));
  return (data) => gunzip.write(data);
}

async function openAll(order: ClientsOrder): Promise<void> {
  const began = now();
  bytes = 0;
  const opening = Array.from({ length: order.count }, (_, index) => follow(order, index === 0));
  for (let index = 0; index < order.stalled; index++) connect({ ...order, encoding: "identity" }).pause();
  await Promise.all(opening);
  tell({ type: "opened", ms: now() - began, bytes });
}

function report(): void {
  const arrivals = [...changes].map(([key, change]) => ({ change, times: times.get(key) ?? [] }));
  tell({ type: "report", arrivals, open });
}

function tell(message: FromClients): void {
  process.send?.(message);
}

process.on("message", (message: ToClients) => {
  if (message.type === "open") void openAll(message.order);
  else if (message.type === "report") report();
  else {
    for (const socket of sockets) socket.destroy();
    process.disconnect();
  }
});
