import { createPrivateKey, X509Certificate } from "node:crypto";

/** What a PEM file may have to hold. */
export type PemContent = "certificate" | "private key";

const BEGINNINGS: Readonly<Record<PemContent, RegExp>> = {
  certificate: /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/,
  "private key": /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/,
};

/** Whether a text has in it, as PEM, what it must hold. Node passes over a CA that has not, and trusts nobody then. */
export function holdsPem(text: string, content: PemContent): boolean {
  return BEGINNINGS[content].test(text);
}

/** Whether a certificate and a key can both be read and are not of one pair, as while one of two files is replaced. */
export function isTornPair(cert: string | null, key: string | null): boolean {
  if (cert === null || key === null) return false;
  try {
    return !new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
