/** Shortens a revision for the eye: `main@sha1:9f3c2e1…` becomes `main@9f3c2e1`, a digest keeps seven characters. */
export function shortenRevision(revision: string): string {
  const match = /^(?:(.*)@)?(?:sha1|sha256|sha512):([0-9a-f]+)$/.exec(revision);
  const [, name, digest] = match ?? [];
  if (digest === undefined) return revision;
  return name ? `${name}@${digest.slice(0, 7)}` : digest.slice(0, 7);
}

/** Gives only the commit of a revision, seven characters, for places where the branch says nothing. */
export function toCommit(revision: string): string {
  const short = shortenRevision(revision);
  return short.slice(short.lastIndexOf("@") + 1);
}
