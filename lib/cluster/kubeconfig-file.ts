import { readFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import * as z from "zod";
import { ApiError } from "./api-error.ts";

/** What stands under one name, and the file it stands in (relative paths start from its folder). */
export interface KubeconfigEntry {
  readonly value: Readonly<Record<string, unknown>>;
  readonly file: string;
}

/** One or several kubeconfig files as one: of two entries with one name the first counts, as in kubectl. */
export interface Kubeconfig {
  readonly files: readonly string[];
  readonly currentContext: string | null;
  readonly contexts: ReadonlyMap<string, KubeconfigEntry>;
  readonly clusters: ReadonlyMap<string, KubeconfigEntry>;
  readonly users: ReadonlyMap<string, KubeconfigEntry>;
}

const record = z.record(z.string(), z.unknown());
const named = z.object({ name: z.coerce.string().min(1) });
const fileSchema = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  "current-context": z.coerce.string().optional(),
});

/**
 * Reads kubeconfig files and joins them. A file that does not exist is left out where there are several, as in kubectl.
 * @throws ApiError of kind `credentials` when a file cannot be read or is not a kubeconfig.
 */
export function readKubeconfigFiles(files: readonly string[]): Kubeconfig {
  const contents = files.flatMap((file) => {
    const text = readText(file, files.length > 1);
    return text === null ? [] : [{ file, content: parseFile(file, text) }];
  });
  if (contents.length === 0) {
    throw failure(`None of the kubeconfig files exists: ${files.join(", ")}.`, "Correct KUBECONFIG.");
  }
  const join = (list: string, part: string) => {
    const entries = new Map<string, KubeconfigEntry>();
    for (const { file, content } of contents) addEntries(entries, file, content, list, part);
    return entries;
  };
  return {
    files,
    currentContext: contents.map(({ content }) => content["current-context"] ?? "").find((name) => name !== "") ?? null,
    contexts: join("contexts", "context"),
    clusters: join("clusters", "cluster"),
    users: join("users", "user"),
  };
}

function readText(file: string, mayLack: boolean): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    if (code === "ENOENT") {
      if (mayLack) return null;
      throw failure(`The kubeconfig ${file} does not exist.`, "Correct the path, or put the file there.", cause);
    }
    if (code === "EACCES" || code === "EPERM") {
      throw failure(
        `The kubeconfig ${file} may not be read by this user.`,
        `Give the user that runs Headwater the right to read ${file}.`,
        cause,
      );
    }
    const reason = code === "EISDIR" ? "it is a folder" : String(code);
    throw failure(`The kubeconfig ${file} cannot be read: ${reason}.`, "Name a file that can be read.", cause);
  }
}

function parseFile(file: string, text: string): z.output<typeof fileSchema> {
  const document = parseDocument(text, { prettyErrors: true });
  const error = document.errors[0];
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1;
    const reason = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
    throw failure(
      `The kubeconfig ${file} is not YAML (line ${line}): ${reason}.`,
      `Mend line ${line} of ${file}.`,
      error,
    );
  }
  const parsed = fileSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    throw failure(`The file ${file} is not a kubeconfig.`, "Name a file that kubectl can use.", parsed.error);
  }
  const { apiVersion = "v1", kind = "Config" } = parsed.data;
  if (apiVersion !== "v1" || kind !== "Config") {
    throw failure(
      `The file ${file} has apiVersion ${apiVersion} and kind ${kind}; a kubeconfig has v1 and Config.`,
      `Set apiVersion: v1 and kind: Config in ${file}, or name another file.`,
    );
  }
  return parsed.data;
}

function addEntries(
  entries: Map<string, KubeconfigEntry>,
  file: string,
  content: Readonly<Record<string, unknown>>,
  list: string,
  part: string,
): void {
  const items = content[list];
  if (!Array.isArray(items)) return;
  for (const item of items) {
    const name = named.safeParse(item).data?.name;
    if (name === undefined || entries.has(name)) continue;
    const value = record.safeParse((item as Record<string, unknown>)[part]);
    entries.set(name, { value: value.success ? value.data : {}, file });
  }
}

/** Makes a path of a kubeconfig absolute, from the folder of the file it stands in. */
export function fromFolderOf(file: string, value: string): string {
  return path.resolve(path.dirname(file), value);
}

/** A failure that lies in the kubeconfig or in what it names. */
export function failure(message: string, fix: string, cause?: unknown): ApiError {
  return new ApiError("credentials", message, { fix, cause });
}
