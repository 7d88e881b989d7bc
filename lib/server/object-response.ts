import { stringify } from "yaml";
import type { ObjectDetails } from "#lib/api/object-details.ts";
import { isApiError } from "#lib/cluster/api-error.ts";
import type { ClusterReader } from "#lib/cluster/cluster-reader.ts";
import { IN_CLUSTER } from "#lib/cluster/in-cluster.ts";
import { conditionsSchema } from "#lib/flux/condition.ts";
import { type ObjectEvent, parseEvent } from "#lib/flux/event.ts";
import { historySchema } from "#lib/flux/history.ts";
import { parseInventory } from "#lib/flux/inventory.ts";
import { type ApiKind, EVENT } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { ClusterState } from "./cluster-state.ts";
import { toCommands } from "./commands.ts";
import { findAddressed, type ObjectAddress } from "./find-addressed.ts";
import { HttpProblem } from "./problem.ts";
import type { Runtime } from "./runtime.ts";

const MOST_EVENTS = 100;

/** Reads one object whole from its cluster. Throws an HttpProblem or an ApiError when that cannot be. */
export async function readObjectDetails(runtime: Runtime, address: ObjectAddress): Promise<ObjectDetails> {
  const { kind, cluster } = findAddressed(runtime.clusters, address);
  const { namespace, name } = address;
  const [object, events] = await Promise.all([
    readObject(cluster.reader, kind, namespace, name),
    readEvents(cluster.reader, kind, namespace, name),
  ]);
  const status = toRecord(object["status"]);
  return {
    id: toObjectId(kind.kind, namespace, name, cluster.idPrefix),
    conditions: conditionsSchema
      .parse(status["conditions"])
      .map(({ type, status: value, reason, message, lastTransitionTime }) => ({
        type,
        status: value,
        reason,
        message,
        since: lastTransitionTime ?? null,
      })),
    ...events,
    history: historySchema.parse(status["history"]).map((entry) => ({
      status: entry.lastReconciledStatus,
      revision: entry.metadata.revision ?? null,
      first: entry.firstReconciled ?? null,
      last: entry.lastReconciled ?? null,
      duration: entry.lastReconciledDuration ?? null,
      total: entry.totalReconciliations,
    })),
    inventory: [...parseInventory(object)],
    yaml: toYaml(kind, object),
    commands: toCommands(kind, object, findContext(runtime, cluster)),
  };
}

async function readObject({ api }: ClusterReader, kind: ApiKind, namespace: string, name: string): Promise<RawObject> {
  try {
    return await api.get(kind, namespace, name);
  } catch (error) {
    if (!isApiError(error) || error.kind !== "not-found") throw error;
    throw new HttpProblem(
      404,
      `There is no ${kind.kind} ${namespace}/${name} in the cluster.`,
      "It may have been deleted, or not been made yet.",
    );
  }
}

/** The commands name the context unless it is the person's current one anyway; in a pod there is none. */
function findContext({ clusters, configuration }: Runtime, { reader }: ClusterState): string | null {
  const isChosen = clusters.length > 1 || configuration.contexts.length > 0;
  return isChosen && reader.id !== IN_CLUSTER ? reader.id : null;
}

type Events = Pick<ObjectDetails, "events" | "eventsError">;

async function readEvents(reader: ClusterReader, kind: ApiKind, namespace: string, name: string): Promise<Events> {
  const fieldSelector = `involvedObject.kind=${kind.kind},involvedObject.name=${name}`;
  try {
    const { items } = await reader.api.list(EVENT, namespace, { fieldSelector, limit: 500 });
    const events = items.flatMap((item) => parseEvent(item) ?? []).sort(compareNewest);
    return {
      events: events
        .slice(0, MOST_EVENTS)
        .map(({ type, reason, message, count, at }) => ({ type, reason, message, count, at })),
      eventsError: null,
    };
  } catch (error) {
    return { events: [], eventsError: error instanceof Error ? error.message : "The events could not be read." };
  }
}

function compareNewest(a: ObjectEvent, b: ObjectEvent): number {
  return Date.parse(b.at ?? "1970-01-01") - Date.parse(a.at ?? "1970-01-01");
}

function toYaml(kind: ApiKind, object: RawObject): string {
  const { managedFields: _dropped, ...metadata } = object.metadata;
  const { apiVersion: _version, kind: _kind, ...rest } = object;
  return stringify(
    { apiVersion: `${kind.group}/${kind.version}`, kind: kind.kind, ...rest, metadata },
    { lineWidth: 0 },
  );
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
