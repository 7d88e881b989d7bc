import { formatAge } from "#lib/graph/format-time.ts";
import type { ClusterStatus } from "#lib/graph/model.ts";
import type { Connection } from "./live-graph.ts";

/** Data older than this is called stale (design: reading the cluster), in milliseconds. */
export const STALE_MS = 60_000;

/** How old what is shown is, in words: `label` first, then the age where one is known. */
export interface Freshness {
  readonly kind: "connecting" | "live" | "polling" | "stale" | "lost";
  readonly label: string;
  readonly age: string;
}

/** Says how fresh the picture is at `now` (milliseconds by the server's clock). */
export function toFreshness(connection: Connection, clusters: readonly ClusterStatus[], now: number): Freshness {
  const { transport, contactAt } = connection;
  const ageMs = contactAt === null ? null : Math.max(0, now - contactAt);
  const age = ageMs === null ? "" : `${formatAge(ageMs)} ago`;
  if (transport === "connecting") return { kind: "connecting", label: "Connecting", age };
  const cut = clusters.filter(({ connection }) => connection === "disconnected" || connection === "stale").length;
  const isPart = transport !== "lost" && cut > 0 && cut < clusters.length;
  if (ageMs !== null && ageMs > STALE_MS) {
    return { kind: "stale", label: isPart ? `${cut} of ${clusters.length} stale` : "Stale", age };
  }
  if (transport === "lost" || cut > 0) {
    return {
      kind: "lost",
      label: isPart ? `${clusters.length - cut} of ${clusters.length} live` : "Reconnecting",
      age,
    };
  }
  if (clusters.length > 0 && clusters.every(({ connection }) => connection === "connecting")) {
    return { kind: "connecting", label: "Connecting", age };
  }
  if (transport === "polling") return { kind: "polling", label: "Polling every 5 s", age };
  return { kind: "live", label: "Live", age };
}
