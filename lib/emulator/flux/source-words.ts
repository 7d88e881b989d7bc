import type { ApiKind } from "#lib/flux/kinds.ts";

interface SourceWords {
  /** Ready's message when the revision is stored. */
  stored(revision: string): string;
  /** The reason of Ready and FetchFailed when the origin cannot be read. */
  readonly failure: string;
}

const WORDS: Readonly<Record<string, SourceWords>> = {
  GitRepository: { stored: (revision) => `stored artifact for revision '${revision}'`, failure: "GitOperationFailed" },
  OCIRepository: { stored: (revision) => `stored artifact for digest '${revision}'`, failure: "OCIArtifactPullFailed" },
  Bucket: { stored: (revision) => `stored artifact: revision '${revision}'`, failure: "BucketOperationFailed" },
};

/** Written by whoever makes the artifact, so the words are theirs. */
const OTHER: SourceWords = { stored: () => "Artifact is ready", failure: "Failed" };

/** The words in which the controller speaks of a kind of source. */
export function findSourceWords({ kind }: ApiKind): SourceWords {
  return WORDS[kind] ?? OTHER;
}
