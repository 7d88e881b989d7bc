/**
 * Whether one resource version is newer than another: they are decimal numbers that grow (Kubernetes 1.35 says so, and
 * etcd has always done so). Null when either is not a decimal number, as an aggregated API may have it.
 */
export function isNewer(version: string, than: string): boolean | null {
  if (!/^\d+$/.test(version) || !/^\d+$/.test(than)) return null;
  const [a, b] = [version.replace(/^0+(?=\d)/, ""), than.replace(/^0+(?=\d)/, "")];
  return a.length === b.length ? a > b : a.length > b.length;
}
