/**
 * Whether a piece of YAML or JSON may hold an object of Flux's, told without parsing it: its `apiVersion` has a group of
 * Flux, a slash and a version, and however that is quoted, these letters stand there; unless some are written as escapes
 * or a line is continued within quotes, and then it is parsed to be sure. `kustomizations:` is the list of a fleet file.
 */
export function mayHoldFlux(text: string): boolean {
  if (/(?:kustomize|source|helm)\.toolkit\.fluxcd\.io\\?\/v/.test(text)) return true;
  if (/^\s*\{?\s*["']?kustomizations["']?\s*:/m.test(text)) return true;
  return /\\(?:[uUx][0-9a-fA-F]|\r?\n)/.test(text);
}

/** Whether it is encrypted by SOPS, told by its block of metadata. */
export function isSopsFile(text: string): boolean {
  return /^(?:sops:|\s{0,4}"sops"\s*:)/m.test(text);
}
