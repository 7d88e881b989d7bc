import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** What a probed process says of itself. */
export interface Probe {
  readonly pid: number;
  /** Milliseconds by which the event loop was late, the 99th percentile and the worst. */
  readonly p99: number;
  readonly max: number;
  readonly cpuMs: number;
  /** MB, now. */
  readonly rss: number;
  /** MB. */
  readonly peakRss: number;
}

/** Reads the probe of the process that has worked most: the server, not what started it. */
export function readProbe(folder: string): Probe {
  const probes = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map(
      (file) => ({ pid: Number.parseInt(file, 10), ...JSON.parse(readFileSync(join(folder, file), "utf8")) }) as Probe,
    )
    .sort((left, right) => right.cpuMs - left.cpuMs);
  const [busiest] = probes;
  if (busiest === undefined) throw new Error(`No process has left a probe in ${folder}.`);
  return busiest;
}

/** Counts the connections of a process to a port; null where the system has no /proc to see it. */
export function countConnections(pid: number, port: number): number | null {
  const sockets = `/proc/${pid}/fd`;
  if (!existsSync(sockets)) return null;
  const own = new Set(
    readdirSync(sockets).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readLink(join(sockets, fd))) ?? [];
      return inode === undefined ? [] : [inode];
    }),
  );
  const ESTABLISHED = "01";
  const remote = port.toString(16).toUpperCase().padStart(4, "0");
  const lines = ["tcp", "tcp6"].flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, "utf8").split("\n"));
  return lines.filter((line) => {
    const [, , address = "", state, , , , , , inode = ""] = line.trim().split(/\s+/);
    return address.endsWith(`:${remote}`) && state === ESTABLISHED && own.has(inode);
  }).length;
}

/** A descriptor may be closed between listing and looking. */
function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
