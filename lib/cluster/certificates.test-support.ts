import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIPv4 } from "node:net";

/** A certificate and its private key, both PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** When a certificate holds; without it from an hour ago until in a day. */
export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

export interface ServerNames {
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  readonly validity?: Validity;
}

/** A certificate authority of one test; it signs what it is asked for. */
export interface Authority {
  /** Its own certificate, PEM: what a kubeconfig has as certificate-authority. */
  readonly cert: string;
  issueServer(names: ServerNames): Identity;
  /** Issues what Kubernetes takes for a user (common name) in groups (organizations). */
  issueClient(user: string, groups?: readonly string[]): Identity;
}

const HOUR_MS = 3_600_000;

/** Makes an authority with a new key. Two of one name differ all the same: neither trusts what the other has signed. */
export function createAuthority(name = "test-ca"): Authority {
  const own = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const subject = toName(name, []);
  const issue = (issued: Omit<Certificate, "issuer" | "signer">) =>
    toPem("CERTIFICATE", toCertificate({ ...issued, issuer: subject, signer: own.privateKey }));
  return {
    cert: issue({ subject, publicKey: own.publicKey, validity: null, extensions: AUTHORITY_EXTENSIONS }),
    issueServer({ names = [], addresses = [], validity = null as Validity | null }) {
      const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
      const alternatives = [
        ...names.map((dns) => tagged(0x82, Buffer.from(dns))),
        ...addresses.map((address) => tagged(0x87, toAddressBytes(address))),
      ];
      const extensions = [
        ...LEAF_EXTENSIONS,
        toUsage(SERVER_AUTH),
        extension(SUBJECT_ALT_NAME, sequence(alternatives)),
      ];
      const cert = issue({ subject: toName("kube-apiserver", []), publicKey, validity, extensions });
      return { cert, key: toKeyPem(privateKey) };
    },
    issueClient(user, groups = []) {
      const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
      const extensions = [...LEAF_EXTENSIONS, toUsage(CLIENT_AUTH)];
      const cert = issue({ subject: toName(user, groups), publicKey, validity: null, extensions });
      return { cert, key: toKeyPem(privateKey) };
    },
  };
}

interface Certificate {
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly validity: Validity | null;
  readonly extensions: readonly Buffer[];
}

/** The DER of an X.509 v3 certificate (RFC 5280, 4.1), signed with ECDSA and SHA-256. */
function toCertificate({ subject, issuer, publicKey, signer, validity, extensions }: Certificate): Buffer {
  const { from, until } = validity ?? {
    from: new Date(Date.now() - HOUR_MS),
    until: new Date(Date.now() + 24 * HOUR_MS),
  };
  const algorithm = sequence([oid(ECDSA_WITH_SHA256)]);
  const spki = publicKey.export({ type: "spki", format: "der" });
  const keyId = extension(SUBJECT_KEY_ID, tagged(0x04, createHash("sha1").update(spki).digest()));
  const serial = Buffer.concat([Buffer.of(0x01), randomBytes(15)]);
  const content = sequence([
    tagged(0xa0, integer(Buffer.of(2))),
    integer(serial),
    algorithm,
    issuer,
    sequence([toTime(from), toTime(until)]),
    subject,
    spki,
    tagged(0xa3, sequence([...extensions, keyId])),
  ]);
  return sequence([content, algorithm, bitString(sign("sha256", content, signer))]);
}

function toName(common: string, organizations: readonly string[]): Buffer {
  const part = (type: string, value: string) => tagged(0x31, sequence([oid(type), tagged(0x0c, Buffer.from(value))]));
  return sequence([...organizations.map((name) => part(ORGANIZATION, name)), part(COMMON_NAME, common)]);
}

/** A GeneralizedTime, which OpenSSL takes for any year. */
function toTime(at: Date): Buffer {
  return tagged(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));
}

function toAddressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  if (address !== "::1") throw new Error(`${address} is not written here`);
  return Buffer.from([...Array<number>(15).fill(0), 1]);
}

function toUsage(purpose: string): Buffer {
  return extension(EXTENDED_KEY_USAGE, sequence([oid(purpose)]));
}

function extension(type: string, value: Buffer, critical = false): Buffer {
  return sequence([oid(type), ...(critical ? [tagged(0x01, Buffer.of(0xff))] : []), tagged(0x04, value)]);
}

function sequence(parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function bitString(bytes: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.of(0), bytes]));
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest.flatMap(toBase128)];
  return tagged(0x06, Buffer.from(bytes));
}

function toBase128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
    digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** One DER element: tag, length, content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head =
    length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

function toPem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

function toKeyPem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";
const ORGANIZATION = "2.5.4.10";
const SUBJECT_KEY_ID = "2.5.29.14";
const KEY_USAGE = "2.5.29.15";
const SUBJECT_ALT_NAME = "2.5.29.17";
const BASIC_CONSTRAINTS = "2.5.29.19";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
const CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

const AUTHORITY_EXTENSIONS = [
  extension(BASIC_CONSTRAINTS, sequence([tagged(0x01, Buffer.of(0xff))]), true),
  // keyCertSign and cRLSign, the sixth and seventh bit.
  extension(KEY_USAGE, tagged(0x03, Buffer.of(1, 0x06)), true),
];
const LEAF_EXTENSIONS = [
  extension(BASIC_CONSTRAINTS, sequence([]), true),
  // digitalSignature, the first bit.
  extension(KEY_USAGE, tagged(0x03, Buffer.of(7, 0x80)), true),
];
