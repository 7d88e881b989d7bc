const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export const LONGEST_NAME = 253;

/** Whether a text may be the name of a custom resource: a DNS subdomain (RFC 1123) of at most 253 characters. */
export function isKubernetesName(text: string): boolean {
  return text.length <= LONGEST_NAME && text.split(".").every((label) => DNS_LABEL.test(label));
}
