declare const objectIdBrand: unique symbol;

/**
 * Names one object everywhere in Headwater: `Kind/namespace/name`, or `cluster:Kind/namespace/name`
 * where several clusters are read. Made and parsed here only.
 */
export type ObjectId = string & { readonly [objectIdBrand]: true };

/** The parts an {@link ObjectId} is made of; `cluster` is null where one cluster is read. */
export interface ObjectName {
  readonly cluster: string | null;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Makes the id of an object from its parts. */
export function toObjectId(kind: string, namespace: string, name: string, cluster: string | null = null): ObjectId {
  const local = `${kind}/${namespace}/${name}`;
  return (cluster === null ? local : `${cluster}:${local}`) as ObjectId;
}

/**
 * Splits an id into its parts, or gives null when the text is not an id. Kinds and namespaces hold neither
 * `/` nor `:`, so the cluster (a context's name, which may hold both) ends at the last `:` before the kind.
 */
export function parseObjectId(text: string): ObjectName | null {
  const match = /^(?:(.+):)?([A-Za-z][A-Za-z0-9]*)\/([^/:]+)\/([^/]+)$/s.exec(text);
  const [, cluster, kind, namespace, name] = match ?? [];
  if (kind === undefined || namespace === undefined || name === undefined) return null;
  return { cluster: cluster ?? null, kind, namespace, name };
}

const LOCAL_ID = /^[A-Za-z][A-Za-z0-9]*\/[^/:]+\/[^/]+$/;

/** Whether a text has an id's form. The ids of one cluster, tens of thousands in a large graph, are told at a glance. */
export function isObjectId(text: string): text is ObjectId {
  return LOCAL_ID.test(text) || parseObjectId(text) !== null;
}

/** Takes untrusted text for an id, or gives null when it has not an id's form. */
export function toKnownObjectId(text: string): ObjectId | null {
  return isObjectId(text) ? text : null;
}
