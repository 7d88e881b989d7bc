import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createAuthority } from "./certificates.test-support.ts";
import { holdsPem, isTornPair } from "./pem.ts";

const authority = createAuthority();
const one = authority.issueClient("one");
const two = authority.issueClient("two");

describe("holdsPem", () => {
  it.each([
    [one.cert, true, false],
    [one.key, false, true],
    [one.cert + one.key, true, true],
    [`comment\n${one.cert}`, true, false],
    ["-----BEGIN TRUSTED CERTIFICATE-----", true, false],
    ["-----BEGIN EC PRIVATE KEY-----", false, true],
    ["-----BEGIN RSA PRIVATE KEY-----", false, true],
    ["-----BEGIN PUBLIC KEY-----", false, false],
    ["-----BEGIN CERTIFICATE REQUEST-----", false, false],
    ["hello", false, false],
    ["", false, false],
  ])("tells what is in it (%#)", (text, certificate, key) => {
    expect([holdsPem(text, "certificate"), holdsPem(text, "private key")]).toEqual([certificate, key]);
  });
});

describe("isTornPair", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" });
  it.each<[string, string | null, string | null, boolean]>([
    ["a pair", one.cert, one.key, false],
    ["a chain and the key of its first", one.cert + authority.cert, one.key, false],
    ["another's key", one.cert, two.key, true],
    ["a key of another sort", one.cert, String(rsa), true],
    ["no key", one.cert, null, false],
    ["no certificate", null, one.key, false],
    ["what cannot be read", "hello", one.key, false],
  ])("of %s", (_name, cert, key, isTorn) => {
    expect(isTornPair(cert, key)).toBe(isTorn);
  });
});
