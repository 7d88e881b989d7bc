import { readFileSync } from "node:fs";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { findFiles } from "./find-files.ts";
import { parseDocuments } from "./parse-documents.ts";
import { sortDocument } from "./sort-documents.ts";

export interface Manifest {
  readonly kind: ApiKind;
  readonly object: RawObject;
}

/** Something that could not be read; document and line count from 1, and are 0 where the whole path is meant. */
export interface ManifestFault {
  readonly file: string;
  readonly document: number;
  readonly line: number;
  readonly message: string;
}

export interface Manifests {
  /** The Kustomizations and sources; of several with one name the last. */
  readonly objects: readonly Manifest[];
  readonly faults: readonly ManifestFault[];
  /** How many documents were passed over, and why. */
  readonly skipped: { readonly notFlux: number; readonly encrypted: number; readonly templates: number };
}

/** Reads the Flux objects of files and folders. What cannot be read is named, and the rest is given all the same. */
export function readManifests(paths: readonly string[]): Manifests {
  const objects = new Map<string, Manifest>();
  const faults: ManifestFault[] = [];
  const skipped = { notFlux: 0, encrypted: 0, templates: 0 };
  for (const file of paths.flatMap((path) => findOrFault(path, faults))) {
    const text = readOrFault(file, faults);
    for (const document of parseDocuments(text)) {
      const { number, line } = document;
      if ("error" in document) {
        if (text.includes("{{")) skipped.templates++;
        else faults.push({ file, document: number, line, message: document.error });
        continue;
      }
      if (document.value === null) continue;
      for (const sorted of sortDocument(document.value)) {
        if (sorted.as === "object") objects.set(toName(sorted), { kind: sorted.kind, object: sorted.object });
        else if (sorted.as === "fault") faults.push({ file, document: number, line, message: sorted.message });
        else skipped[COUNTED_AS[sorted.as]]++;
      }
    }
  }
  return { objects: [...objects.values()], faults, skipped };
}

const COUNTED_AS = { encrypted: "encrypted", template: "templates", "not-flux": "notFlux" } as const;

function readOrFault(file: string, faults: ManifestFault[]): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    faults.push({ file, document: 0, line: 0, message: "This file may not be read." });
    return "";
  }
}

function findOrFault(path: string, faults: ManifestFault[]): readonly string[] {
  try {
    return findFiles(path);
  } catch {
    faults.push({
      file: path,
      document: 0,
      line: 0,
      message: "There is no such file or folder, or it may not be read.",
    });
    return [];
  }
}

function toName({ object: { kind, metadata } }: Manifest): string {
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}
