import { pick, pickOne, type Random, toInteger } from "./seeded-random.test-support.ts";

/** What happens to a request in place of its answer, or to its answer as a whole. */
export type AnswerFault =
  | { readonly type: "refuse" }
  | { readonly type: "status"; readonly status: number; readonly retryAfterSeconds: number | null }
  /** Something in place of the API answers, as if all were well. */
  | { readonly type: "page"; readonly contentType: string; readonly text: string }
  /** No answer before the network is healed; or none ever. */
  | { readonly type: "hang"; readonly isDead: boolean }
  | { readonly type: "late-request" | "late-answer"; readonly ms: number }
  /** The answer that was given to the same request before. */
  | { readonly type: "old" };

/** What happens to the bytes of an answer; `at` in [0, 1] is how much of the present piece still goes through. */
export type BodyFault =
  | { readonly type: "cut" | "close" | "break-line"; readonly at: number }
  | { readonly type: "delay"; readonly ms: number }
  | { readonly type: "stall"; readonly isDead: boolean }
  /** Says a former line again; `back` in [0, 1) is how far back to the beginning. */
  | { readonly type: "repeat"; readonly back: number }
  | { readonly type: "garbage"; readonly bytes: Uint8Array; readonly swallows: boolean }
  /** An event that tells of an error; what comes after it is missing, whether the stream is closed or stays open. */
  | { readonly type: "error"; readonly code: number; readonly ends: boolean };

/** Whether connections may die for good, so that only the reader's own patience ends them. */
export interface Harshness {
  readonly mayDie: boolean;
}

/** The longest delay: over the patience for a short call, so that answers also come too late. */
const LONGEST_DELAY_MS = 40_000;
const LONGEST_RETRY_AFTER_S = 30;

/** Plans what happens to one request. */
export function planAnswerFault(random: Random, { mayDie }: Harshness): AnswerFault {
  const asksToWait = random() < 0.7 ? toInteger(random, 1, LONGEST_RETRY_AFTER_S + 1) : null;
  const status = (code: number, retryAfterSeconds: number | null = null): AnswerFault => ({
    type: "status",
    status: code,
    retryAfterSeconds,
  });
  return pick<() => AnswerFault>(random, [
    [3, () => ({ type: "refuse" })],
    [2, () => status(401)],
    [2, () => status(403)],
    [2, () => status(410)],
    [2, () => status(429, asksToWait)],
    [2, () => status(500)],
    [1, () => status(503, asksToWait)],
    [2, () => ({ type: "page", ...pickOne(random, PAGES) })],
    [2, () => ({ type: "hang", isDead: mayDie && random() < 0.5 })],
    [2, () => ({ type: "late-request", ms: toDelay(random) })],
    [2, () => ({ type: "late-answer", ms: toDelay(random) })],
    [2, () => ({ type: "old" })],
  ])();
}

/** Plans what happens to an answer that is one whole, as that to a list. */
export function planBodyFault(random: Random, harshness: Harshness): BodyFault {
  return pick<() => BodyFault>(random, [...endingFaults(random), ...slowingFaults(random, harshness)])();
}

/** Plans what happens to an answer that is a stream of lines, as that to a watch. */
export function planStreamFault(random: Random, harshness: Harshness): BodyFault {
  return pick<() => BodyFault>(random, [
    ...endingFaults(random),
    ...slowingFaults(random, harshness),
    [1, () => ({ type: "break-line", at: random() })],
    [4, () => ({ type: "repeat", back: random() })],
    [2, () => ({ type: "garbage", bytes: pickOne(random, GARBAGE), swallows: random() < 0.5 })],
    [1, () => ({ type: "garbage", bytes: pickOne(random, BEGUN), swallows: false })],
    [2, () => ({ type: "error", code: pickOne(random, ERROR_CODES), ends: random() < 0.5 })],
  ])();
}

/** Plans what happens to a stream that makes no reader begin anew. */
export function planGentleFault(random: Random): BodyFault {
  return random() < 0.7 ? { type: "repeat", back: random() } : { type: "delay", ms: toDelay(random) };
}

type Plans = readonly (readonly [weight: number, plan: () => BodyFault])[];

function endingFaults(random: Random): Plans {
  return [
    [3, () => ({ type: "cut", at: toPlace(random) })],
    [3, () => ({ type: "close", at: toPlace(random) })],
  ];
}

function slowingFaults(random: Random, { mayDie }: Harshness): Plans {
  return [
    [3, () => ({ type: "delay", ms: toDelay(random) })],
    [2, () => ({ type: "stall", isDead: mayDie && random() < 0.5 })],
  ];
}

/** At the ends of a line and all but its break is where mistakes are made. */
function toPlace(random: Random): number {
  return pick<() => number>(random, [
    [1, () => 0],
    [1, () => 1],
    [1, () => 0.999],
    [4, random],
  ])();
}

function toDelay(random: Random): number {
  return Math.floor(random() ** 3 * LONGEST_DELAY_MS);
}

const PAGES = [
  { contentType: "text/html", text: "<html><title>Log in</title></html>" },
  { contentType: "application/json", text: '{"kind":"KustomizationList","items":[{"meta' },
  { contentType: "application/json", text: "{}" },
  { contentType: "text/plain", text: "\n\n{}\n[]\nnull\n" },
  { contentType: "application/json", text: "" },
];

const GARBAGE = [
  Buffer.from("<html>\n"),
  Buffer.from("{}\n"),
  Buffer.from('{"type":"ADDED","object":{}}\n'),
  Buffer.from('{"type":"MOVED","object":{"metadata":{"name":"ghost","uid":"ghost","resourceVersion":"999999"}}}\n'),
  Buffer.from([0xff, 0xfe, 0x00, 0x0a]),
];

/** These spoil the line that follows, which therefore must follow: else nobody could know that one is missing. */
const BEGUN = [
  Buffer.from('{"type":"ADDED","object":{"metadata":{"name":"ghost","uid":"ghost","resourceVersion":"99'),
  Buffer.from([0xf0, 0x9f, 0x98]),
];

const ERROR_CODES = [410, 410, 429, 500, 504];
