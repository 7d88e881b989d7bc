import type { ClusterReader } from "#lib/cluster/cluster-reader.ts";
import { KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import { type FailureRecord, recordFailure } from "#lib/graph/failure-record.ts";
import type { ClusterStatus } from "#lib/graph/model.ts";
import type { LintCluster } from "#lib/lint/lint-context.ts";
import type { AbsenceKeeper } from "./absence-keeper.ts";

/** What goes before every id of a cluster: its name where there are several, else null. */
export function toIdPrefix(cluster: string, count: number): string | null {
  return count > 1 ? cluster : null;
}

/** One cluster as the runtime keeps it: its reader, and what was learnt of it that no object tells. */
export class ClusterState {
  readonly reader: ClusterReader;
  /** See {@link toIdPrefix}. */
  readonly idPrefix: string | null;
  readonly #absences: AbsenceKeeper;
  readonly #failures = new Map<ObjectId, FailureRecord>();

  constructor(reader: ClusterReader, idPrefix: string | null, absences: AbsenceKeeper) {
    this.reader = reader;
    this.idPrefix = idPrefix;
    this.#absences = absences;
  }

  /** Takes note of a version of a Kustomization, before changes are gathered: a failure may last only an instant. */
  witness(object: RawObject, gone: boolean): void {
    const id = this.#toId(object);
    const record = gone ? undefined : recordFailure(this.#failures.get(id), object);
    if (record === undefined) this.#failures.delete(id);
    else this.#failures.set(id, record);
  }

  /** Takes note of all Kustomizations there are; what is known of others is forgotten. */
  witnessAll(objects: readonly RawObject[]): void {
    const before = new Map(this.#failures);
    this.#failures.clear();
    for (const object of objects) {
      const known = before.get(this.#toId(object));
      if (known !== undefined) this.#failures.set(this.#toId(object), known);
      this.witness(object, false);
    }
  }

  objects(): ClusterObjects {
    const { objects } = this.reader.reading();
    return {
      cluster: this.reader.id,
      idPrefix: this.idPrefix,
      kustomizations: objects.get(KUSTOMIZATION.kind)?.values() ?? [],
      sources: SOURCE_KINDS.flatMap(({ kind }) => [...(objects.get(kind)?.values() ?? [])]),
      events: objects.get("Event")?.values() ?? [],
      failures: this.#failures,
      absenceOf: (namespace, name) => this.#absences.absenceOf(namespace, name),
    };
  }

  /** As {@link objects}, for the rules. */
  lintCluster(): LintCluster {
    const { cluster, idPrefix, kustomizations, sources } = this.objects();
    return { cluster, idPrefix, kustomizations, sources, sourceScopes: this.reader.reading().scopes };
  }

  status(): ClusterStatus {
    const { connection, since, message, fix, scopes } = this.reader.reading();
    return { id: this.reader.id, connection, since: new Date(since).toISOString(), message, fix, scopes };
  }

  #toId({ metadata }: RawObject): ObjectId {
    return toObjectId(KUSTOMIZATION.kind, metadata.namespace ?? "", metadata.name, this.idPrefix);
  }
}
