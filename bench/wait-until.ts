import { setTimeout } from "node:timers/promises";

const LIMIT_MS = 180_000;
const LOOK_AGAIN_MS = 10;

/** Asks again and again until the answer is yes; an error counts as no. Throws after three minutes. */
export async function waitUntil(ask: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; ) {
    if (await ask().catch(() => false)) return;
    await setTimeout(LOOK_AGAIN_MS);
  }
  throw new Error("It did not come about in three minutes.");
}
