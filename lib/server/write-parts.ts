import type { ServerResponse } from "node:http";

/** One who takes nothing of an answer for so long is not waited for. */
const PATIENCE_MS = 30_000;

/** Writes an answer of several parts, no faster than it is taken. */
export function writeParts(parts: readonly Uint8Array[], response: ServerResponse): void {
  let next = 0;
  const flow = () => {
    while (next < parts.length) {
      const part = parts[next++];
      if (part !== undefined && !response.write(part)) return;
    }
    response.end();
  };
  response.setTimeout(PATIENCE_MS, () => response.destroy());
  response.on("drain", flow);
  flow();
}
