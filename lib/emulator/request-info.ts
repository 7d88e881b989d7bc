/** What a request is about, read off its path alone, as the API server's RequestInfo. */
export interface ResourcePath {
  readonly group: string;
  readonly version: string;
  /** Null at the cluster scope. */
  readonly namespace: string | null;
  readonly plural: string;
  readonly name: string | null;
  readonly subresource: string | null;
}

/** Reads `/api/v1/…` and `/apis/<group>/<version>/…`, unescaped; gives null for paths that are no resource's (discovery, probes). */
export function parseResourcePath(pathname: string): ResourcePath | null {
  const parts = pathname.split("/").filter((part) => part !== "");
  const [root, ...rest] = parts;
  if (root === "api") return parseResource("", rest);
  if (root === "apis" && rest[0] !== undefined) return parseResource(rest[0], rest.slice(1));
  return null;
}

function parseResource(group: string, [version, ...parts]: readonly string[]): ResourcePath | null {
  if (version === undefined || parts.length === 0) return null;
  // `/namespaces/x` alone is the object of the core group; with more behind it, it is a scope.
  const scoped = parts[0] === "namespaces" && parts.length > 2;
  const [plural, name, subresource, ...more] = scoped ? parts.slice(2) : parts;
  if (plural === undefined || more.length > 0) return null;
  return {
    group,
    version,
    namespace: scoped ? (parts[1] ?? null) : null,
    plural,
    name: name ?? null,
    subresource: subresource ?? null,
  };
}

/** A request's path, unescaped before it is taken apart, and its query; null when the path is wrongly escaped. */
export function parseUrl(url: string): { readonly pathname: string; readonly query: URLSearchParams } | null {
  const { pathname, searchParams } = new URL(url, "http://emulator");
  try {
    return { pathname: decodeURIComponent(pathname), query: searchParams };
  } catch {
    return null;
  }
}

/** The verb that authorization and errors know a request by. */
export function toVerb(method: string, path: ResourcePath, query: URLSearchParams): string {
  switch (method) {
    case "GET":
    case "HEAD":
      if (path.name !== null) return "get";
      return isTrue(query.get("watch")) ? "watch" : "list";
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return path.name === null ? "deletecollection" : "delete";
    default:
      // The API server knows no verb for others.
      return "";
  }
}

/** A boolean of the query as the API server reads it: anything but `false` and `0` is true, even nothing. */
export function isTrue(value: string | null): boolean {
  return value !== null && value.toLowerCase() !== "false" && value !== "0";
}
