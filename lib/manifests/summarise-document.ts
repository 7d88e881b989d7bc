/** What stands at the head of an object, read without parsing the rest. */
export interface DocumentSummary {
  /** Of the API; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Null where it does not say. */
  readonly namespace: string | null;
  readonly name: string;
  /** Whether it is marked never to be pruned. */
  readonly kept: boolean;
}

const SCALAR = /^[ \t]*[^\s:]+:[ \t]*(["']?)([^\s"'#]+)\1[ \t]*(?:#.*)?$/;
const METADATA = /^metadata:[ \t]*(?:#.*)?\r?\n((?:[ \t]+\S.*(?:\n|$)|[ \t]*(?:#.*)?\r?\n)+)/m;
const NEVER_PRUNED = /^[ \t]+["']?kustomize\.toolkit\.fluxcd\.io\/prune["']?:[ \t]*["']?disabled["']?/im;

/**
 * Summarises an object that is written in the usual block style; null for any other text, also for a list or a template:
 * such a document has to be parsed, or rendered, to know what it is.
 */
export function summariseDocument(text: string): DocumentSummary | null {
  if (text.includes("{{")) return null;
  const [kind, apiVersion] = [findTopLevel(text, "kind"), findTopLevel(text, "apiVersion")];
  if (kind === null || apiVersion === null || kind.endsWith("List")) return null;
  const block = METADATA.exec(text)?.[1] ?? "";
  const fields = block.split(/\r?\n/);
  const indent = /^[ \t]*/.exec(fields.find((line) => /^\s*[^\s#]/.test(line)) ?? "")?.[0] ?? "";
  const findField = (name: string) => toScalar(fields.find((field) => field.startsWith(`${indent}${name}:`)));
  const name = findField("name");
  if (name === null) return null;
  const group = apiVersion.includes("/") ? (apiVersion.split("/", 1)[0] ?? "") : "";
  return { group, kind, namespace: findField("namespace"), name, kept: NEVER_PRUNED.test(block) };
}

/** Whether there is nothing in it but comments and markers. */
export function isEmptyDocument(text: string): boolean {
  return !/^(?:---[ \t]+(?!#)\S|(?!---|\.\.\.|[^\S\n]*#)[^\S\n]*\S)/m.test(text);
}

function findTopLevel(text: string, name: string): string | null {
  return toScalar(new RegExp(`^${name}:.*$`, "m").exec(text)?.[0]);
}

function toScalar(line: string | undefined): string | null {
  return line === undefined ? null : (SCALAR.exec(line.trimEnd())?.[2] ?? null);
}
