import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Where Next puts what it builds of instrumentation.ts. */
const REGISTER_FILE = join(".next", "server", "instrumentation.js");

/**
 * Calls `register` of the build below `root` before Next does, which is loaded for half a second first: meanwhile a large
 * fleet is read. Where the build has no such file, Next calls it when it is ready.
 */
export async function startEarly(root: string): Promise<void> {
  const file = join(root, REGISTER_FILE);
  if (!existsSync(file)) return;
  process.env["NEXT_RUNTIME"] ??= "nodejs";
  const instrumentation: { readonly register?: () => Promise<void> } = await createRequire(file)(file);
  await instrumentation.register?.();
}
