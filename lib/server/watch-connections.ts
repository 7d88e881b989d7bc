import type { ClusterStatus, ScopeStatus } from "#lib/graph/model.ts";
import type { Log } from "./log.ts";
import type { SnapshotKeeper } from "./snapshot-keeper.ts";

/** Logs each change of a connection and of what may be read, in the words that the page shows. */
export function watchConnections(snapshots: SnapshotKeeper, log: Log): () => void {
  const told = new Map<string, string>();
  const tell = (key: string, state: string, fields: object, message: string, isGood: boolean) => {
    const line = `${state}: ${message}`;
    if (told.get(key) === line) return;
    told.set(key, line);
    if (isGood) log.info(fields, line);
    else log.warn(fields, line);
  };
  const tellCluster = ({ id, connection, message, fix, scopes }: ClusterStatus) => {
    const good = connection === "live" || connection === "connecting";
    tell(id, connection, { cluster: id, ...(fix && { fix }) }, message || `cluster ${id}`, good);
    for (const scope of scopes) tellScope(id, scope);
  };
  const tellScope = (cluster: string, { kind, namespace, state, message, fix }: ScopeStatus) => {
    if (state === "loading") return;
    const key = `${cluster} ${kind} ${namespace ?? ""}`;
    const fields = { cluster, kind, ...(namespace && { namespace }), ...(fix && { fix }) };
    tell(key, state, fields, message || `${kind} of ${namespace ?? "all namespaces"}`, state === "ok");
  };
  return snapshots.subscribe(({ clusters }) => {
    for (const cluster of clusters) tellCluster(cluster);
  });
}
