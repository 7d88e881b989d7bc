import { describe, expect, it } from "vitest";
import type { ClusterStatus } from "#lib/graph/model.ts";
import { toFreshness } from "./freshness.ts";
import type { Connection } from "./live-graph.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");

function cluster(connection: ClusterStatus["connection"]): ClusterStatus {
  return { id: "c", connection, since: "2026-03-01T11:00:00Z", message: "", fix: "", scopes: [] };
}

describe("toFreshness", () => {
  it.each<[Connection["transport"], number | null, ClusterStatus["connection"], string, string]>([
    ["stream", 2, "live", "Live", "2 s ago"],
    ["stream", 60, "live", "Live", "1 min ago"],
    ["stream", 61, "live", "Stale", "1 min ago"],
    ["stream", 190, "disconnected", "Stale", "3 min ago"],
    ["stream", 20, "disconnected", "Reconnecting", "20 s ago"],
    ["stream", null, "disconnected", "Reconnecting", ""],
    ["stream", null, "connecting", "Connecting", ""],
    ["polling", 4, "live", "Polling every 5 s", "4 s ago"],
    ["polling", 300, "live", "Stale", "5 min ago"],
    ["lost", 10, "live", "Reconnecting", "10 s ago"],
    ["connecting", null, "live", "Connecting", ""],
    ["stream", -3, "live", "Live", "0 s ago"],
  ])("%s, heard from %s s ago, cluster %s: %s %s", (transport, seconds, connection, label, age) => {
    const contactAt = seconds === null ? null : NOW - seconds * 1000;
    expect(toFreshness({ transport, contactAt, error: null }, [cluster(connection)], NOW)).toMatchObject({
      label,
      age,
    });
  });

  it.each<[Connection["transport"], number, string, string]>([
    ["stream", 20, "lost", "2 of 3 live"],
    ["polling", 20, "lost", "2 of 3 live"],
    ["stream", 190, "stale", "1 of 3 stale"],
    ["lost", 20, "lost", "Reconnecting"],
    ["lost", 190, "stale", "Stale"],
  ])("%s, one of three clusters cut, heard from %s s ago: %s", (transport, seconds, kind, label) => {
    const clusters = [cluster("live"), cluster("disconnected"), cluster("live")];
    const connection = { transport, contactAt: NOW - seconds * 1000, error: null };
    expect(toFreshness(connection, clusters, NOW)).toMatchObject({ kind, label });
  });
});
