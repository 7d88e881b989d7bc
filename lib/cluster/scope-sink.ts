import type { RawObject } from "#lib/flux/metadata.ts";
import type { ScopeReport } from "./scope-failure.ts";

/** Where a reflector puts what it reads of one scope. */
export interface ScopeSink {
  /** All objects that the scope has, after the last page of a list. */
  replace(objects: readonly RawObject[]): void;
  apply(object: RawObject): void;
  remove(object: RawObject): void;
  report(report: ScopeReport): void;
}
