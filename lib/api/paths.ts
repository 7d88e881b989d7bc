import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";

/** Every path of the HTTP interface, below the place where Headwater is served. */
export const API_PATHS = {
  graph: "/api/graph",
  stream: "/api/graph/stream",
  picture: "/api/graph/picture",
  export: "/api/export",
  actions: "/api/actions",
  me: "/api/me",
  livez: "/api/livez",
  readyz: "/api/readyz",
} as const;

/** The path of one object's details; the cluster, where there are several, is a query parameter. */
export function toObjectPath(id: ObjectId): string {
  const name = parseObjectId(id);
  if (name === null) throw new TypeError(`not an object id: ${id}`);
  const path = ["/api/objects", name.kind, name.namespace, name.name].map((part, index) =>
    index === 0 ? part : encodeURIComponent(part),
  );
  return path.join("/") + (name.cluster === null ? "" : `?cluster=${encodeURIComponent(name.cluster)}`);
}

/** The path of the stream: from a revision on where the server still knows what came after it, else from a snapshot. */
export function toStreamPath(lastRevision: string | null): string {
  return lastRevision === null
    ? API_PATHS.stream
    : `${API_PATHS.stream}?last-event-id=${encodeURIComponent(lastRevision)}`;
}

/** Which layout is asked for. */
export interface PictureWish {
  /** The shape of the window, width by height. */
  readonly aspect: number;
  /** The format that the page knows. */
  readonly format: number;
  /** Where nobody has chosen: a large graph that can be read in groups is drawn in those. */
  readonly unlessGathered: boolean;
}

/** The path of the layout of all nodes, which the server has for large fleets. */
export function toPicturePath({ aspect, format, unlessGathered }: PictureWish): string {
  const query = new URLSearchParams({ aspect: String(aspect), format: String(format) });
  if (unlessGathered) query.set("unless", "gathered");
  return `${API_PATHS.picture}?${query}`;
}

/** The path where the progress of an operation is read. */
export function toOperationPath(id: string): string {
  return `/api/operations/${encodeURIComponent(id)}`;
}

/** What a graph can be downloaded as. */
export type ExportFormat = "json" | "dot" | "mermaid" | "svg";

/** The path of the graph as a file, with the filters of the page; empty lists filter nothing. */
export function toExportPath(
  format: ExportFormat,
  filter: { readonly namespaces: readonly string[]; readonly states: readonly string[] },
): string {
  const query = new URLSearchParams({ format });
  if (filter.namespaces.length > 0) query.set("namespace", filter.namespaces.join(","));
  if (filter.states.length > 0) query.set("state", filter.states.join(","));
  return `${API_PATHS.export}?${query}`;
}
