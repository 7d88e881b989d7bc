import { resolve } from "node:path";
import { type ApiKind, HELM_RELEASE } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type AppliedFiles, createAppliedFinder } from "./applied-files.ts";
import { findFiles } from "./find-files.ts";
import { isKustomizeName, type KustomizeFile, parseKustomizeFile, toKustomizeFolder } from "./kustomize-file.ts";
import { createNamespaceFinder } from "./kustomize-namespaces.ts";
import { isSopsFile, mayHoldFlux } from "./may-hold-flux.ts";
import { type FieldPath, parseDocument } from "./parse-documents.ts";
import { type FileText, readText } from "./read-text.ts";
import { sortDocument } from "./sort-documents.ts";
import { type DocumentText, splitDocuments } from "./split-documents.ts";
import { type DocumentSummary, isEmptyDocument, summariseDocument } from "./summarise-document.ts";
import { toHelmRelease } from "./to-helm-release.ts";

/** An object of Flux's with its kind. */
export interface FluxObject {
  readonly kind: ApiKind;
  readonly object: RawObject;
}

/** The same with the place where it stands. Lines count from 1. */
export interface Manifest extends FluxObject {
  readonly file: string;
  readonly line: number;
  /** The line of a field of the object, or the object's own where there is no such field. */
  lineOf(path: FieldPath): number;
}

/** Something that could not be read; document, line and column count from 1, and are 0 where the whole path is meant. */
export interface ManifestFault {
  readonly file: string;
  readonly document: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface Manifests {
  /** The Kustomizations and sources; of several with one name the last. */
  readonly objects: readonly Manifest[];
  /** In the order of the files; they take no part in the order of Kustomizations. */
  readonly helmReleases: readonly RawObject[];
  /** Those that another of the same name took the place of. */
  readonly overridden: readonly Manifest[];
  readonly faults: readonly ManifestFault[];
  /** How many files were looked into. */
  readonly files: number;
  /** What is applied when a folder is the path of a Kustomization; null for one that was not read. */
  appliedFrom(folder: string): AppliedFiles | null;
  /** The documents of a file by their heads; null for one that only parsing or rendering would tell. */
  readonly summaries: ReadonlyMap<string, readonly (DocumentSummary | null)[]>;
  /** How many documents (of binary ones, files) were passed over, and why. */
  readonly skipped: {
    readonly notFlux: number;
    readonly encrypted: number;
    readonly templates: number;
    readonly binary: number;
  };
}

interface Candidate {
  readonly file: string;
  readonly summary: DocumentSummary | null;
  readonly document: DocumentText;
}

/**
 * Reads the Flux objects of files and folders as they stand, without rendering them; only the namespaces that
 * kustomization.yaml files set are heeded. What cannot be read is named, and the rest is given all the same.
 */
export function readManifests(paths: readonly string[]): Manifests {
  const faults: ManifestFault[] = [];
  const skipped = { notFlux: 0, encrypted: 0, templates: 0, binary: 0 };
  const candidates: Candidate[] = [];
  const kustomizations = new Map<string, KustomizeFile>();
  const summariesOf = new Map<string, readonly (DocumentSummary | null)[]>();
  const files = new Set(paths.flatMap((path) => findOrFault(path, faults)));
  for (const file of files) {
    const reading = readText(file);
    if (!reading.ok) {
      if (reading.why === "binary") skipped.binary++;
      else faults.push(toFileFault(file, UNREAD[reading.why]));
      continue;
    }
    const documents = splitDocuments(reading.text).filter(({ text }) => !isEmptyDocument(text));
    const summaries = documents.map(({ text }) => summariseDocument(text));
    summariesOf.set(resolve(file), summaries);
    for (const [at, document] of documents.entries()) {
      const summary = summaries[at] ?? null;
      if (mayHoldFlux(document.text)) candidates.push({ file, document, summary });
      else countSkipped(document.text, skipped);
    }
    if (isKustomizeName(file)) readKustomize(file, reading.text, kustomizations);
  }

  const namespaceOf = createNamespaceFinder(kustomizations);
  const objects = new Map<string, Manifest>();
  const overridden: Manifest[] = [];
  const helmReleases: RawObject[] = [];
  for (const { file, document, summary } of candidates) {
    const release = toHelmRelease(summary, namespaceOf(file));
    if (release !== null) {
      helmReleases.push(release);
      continue;
    }
    for (const parsed of parseDocument(document)) {
      const { line } = parsed;
      if ("error" in parsed) {
        const { column, error } = parsed;
        if (document.text.includes("{{")) skipped.templates++;
        else faults.push({ file, document: document.number, line, column, message: error });
        continue;
      }
      if (parsed.value === null) continue;
      for (const sorted of sortDocument(parsed.value, { namespace: namespaceOf(file) })) {
        const { path } = sorted;
        const ownLine = parsed.lineOf(path) ?? line;
        if (sorted.as === "object" && sorted.kind === HELM_RELEASE) helmReleases.push(sorted.object);
        else if (sorted.as === "object") {
          const { kind, object } = sorted;
          const lineOf = (field: FieldPath) => parsed.lineOf([...path, ...field]) ?? ownLine;
          const manifest = { kind, object, file, line: ownLine, lineOf };
          const before = objects.get(toName(manifest));
          if (before !== undefined) overridden.push(before);
          objects.set(toName(manifest), manifest);
        } else if (sorted.as === "fault" && document.text.includes("{{")) skipped.templates++;
        else if (sorted.as === "fault")
          faults.push({ file, document: document.number, line: ownLine, column: 1, message: sorted.message });
        else skipped[COUNTED_AS[sorted.as]]++;
      }
    }
  }
  return {
    objects: [...objects.values()],
    helmReleases,
    overridden,
    faults,
    files: files.size,
    skipped,
    summaries: summariesOf,
    appliedFrom: createAppliedFinder(files, kustomizations),
  };
}

const COUNTED_AS = { encrypted: "encrypted", template: "templates", "not-flux": "notFlux" } as const;

const UNREAD: Readonly<Record<Exclude<Extract<FileText, { ok: false }>["why"], "binary">, string>> = {
  unreadable: "This file may not be read.",
  "too-large": "This file is larger than 32 MB, and no manifest is.",
};

function countSkipped(text: string, skipped: { notFlux: number; encrypted: number; templates: number }): void {
  if (isSopsFile(text)) skipped.encrypted++;
  else if (text.includes("{{")) skipped.templates++;
  else skipped.notFlux++;
}

/** What cannot be parsed here was either told already or is not ours to tell. */
function readKustomize(file: string, text: string, kustomizations: Map<string, KustomizeFile>): void {
  const [first] = splitDocuments(text).flatMap(parseDocument);
  if (first === undefined || "error" in first) return;
  const kustomization = parseKustomizeFile(first.value);
  if (kustomization !== null) kustomizations.set(toKustomizeFolder(file), kustomization);
}

function findOrFault(path: string, faults: ManifestFault[]): readonly string[] {
  try {
    const { files, unreadable } = findFiles(path);
    for (const folder of unreadable) faults.push(toFileFault(folder, "This may not be read."));
    return files;
  } catch {
    faults.push(toFileFault(path, "There is no such file or folder, or it may not be read."));
    return [];
  }
}

function toFileFault(file: string, message: string): ManifestFault {
  return { file, document: 0, line: 0, column: 0, message };
}

function toName({ object: { kind, metadata } }: FluxObject): string {
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}
