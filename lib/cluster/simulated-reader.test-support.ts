import { FakeClock } from "#lib/flux/fake-clock.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { ClusterChange, ClusterReader } from "./cluster-reader.ts";
import { createClusterReader } from "./create-cluster-reader.ts";
import { createTransport } from "./create-transport.ts";
import type { ConnectionTarget, HttpConnection } from "./http-connection.ts";
import { toTestContext } from "./kube-context.test-support.ts";
import type { KubeContext } from "./kube-context.ts";
import type { Log } from "./log.ts";
import { SimulatedServer } from "./simulated-server.test-support.ts";

/** A reader over a simulated server, with a clock to move. */
export interface SimulatedReader {
  readonly server: SimulatedServer;
  readonly clock: FakeClock;
  readonly reader: ClusterReader;
  readonly changes: ClusterChange[];
  readonly logged: { readonly level: string; readonly fields: object; readonly message: string }[];
  /** Starts the reader and lets it read. */
  start(): Promise<void>;
  /** Moves the clock on, letting what falls due happen in its order. */
  pass(ms: number): Promise<void>;
}

interface Setup {
  readonly kinds?: readonly ApiKind[];
  readonly namespaces?: readonly string[];
  readonly random?: () => number;
  readonly server?: SimulatedServer;
  readonly load?: () => KubeContext;
  readonly connect?: (target: ConnectionTarget) => HttpConnection;
}

/** The kubeconfig context of a simulated server. */
export function toSimulatedContext(
  user: Readonly<Record<string, unknown>> = { token: "secret" },
  server = "http://server:1",
): KubeContext {
  return toTestContext({ name: "sim", cluster: { server }, user });
}

/** Sets up a reader over a simulated server; nothing is read before its `start`. */
export function simulateReader(setup: Setup = {}): SimulatedReader {
  const { kinds, namespaces = null, random = () => 0.5, server = new SimulatedServer() } = setup;
  const clock = new FakeClock();
  const load = setup.load ?? (() => toSimulatedContext());
  const transport = createTransport({ load, connect: setup.connect ?? (() => server.connect()), clock });
  const logged: SimulatedReader["logged"] = [];
  const log = toLog(logged);
  const options = { id: "sim", transport, namespaces, clock, random, log };
  const reader = createClusterReader(kinds === undefined ? options : { ...options, kinds });
  const changes: ClusterChange[] = [];
  reader.subscribe((change) => changes.push(change));
  return {
    server,
    clock,
    reader,
    changes,
    logged,
    async start() {
      reader.start();
      await settle();
    },
    pass: (ms) => pass(clock, ms),
  };
}

/** Moves a clock on in steps, letting all that is under way settle after each. */
export async function pass(clock: FakeClock, ms: number, stepMs = 1_000): Promise<void> {
  await settle();
  for (let left = ms; left > 0; left -= stepMs) {
    clock.advance(Math.min(stepMs, left));
    await settle();
  }
}

/** More callbacks than any reader has in a second: something goes on and on without waiting. */
const ENDLESS = 1_000;

/**
 * Moves a clock on from one callback to the next, letting what each has begun settle: quicker than {@link pass} where
 * nothing but the simulated server is waited for. Throws when the callbacks find no end.
 */
export async function leap(clock: FakeClock, ms: number): Promise<void> {
  const until = clock.now() + ms;
  const most = ENDLESS * Math.ceil(1 + ms / 1_000);
  await turn();
  for (let count = 0, next = clock.nextAt; next !== null && next <= until; next = clock.nextAt) {
    if (++count > most) throw new Error(`more than ${most} callbacks in ${ms} ms`);
    clock.advance(next - clock.now());
    await turn();
  }
  clock.advance(until - clock.now());
}

/** Lets run whatever needs promises alone. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Lets everything settle that waits for no clock. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function toLog(logged: SimulatedReader["logged"]): Log {
  const write = (level: string) => (fields: object, message: string) => {
    logged.push({ level, fields, message });
  };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}
