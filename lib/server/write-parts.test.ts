import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { writeParts } from "./write-parts.ts";

describe("writeParts", () => {
  it("writes many parts to one who takes them slowly, each once and in order, and no more at a time than is taken", async () => {
    const parts = Array.from({ length: 200 }, (_, index) => Buffer.alloc(100_000, index));
    let most = 0;
    const server = createServer((_, response) => {
      const { write } = response;
      response.write = (...given: unknown[]) => {
        const isTaken = Reflect.apply(write, response, given) as boolean;
        most = Math.max(most, response.writableLength);
        return isTaken;
      };
      writeParts(parts, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const body = await new Promise<Buffer>((resolve, reject) => {
      get({ port, host: "127.0.0.1" }, async (response) => {
        const taken: Uint8Array[] = [];
        for await (const piece of response) {
          taken.push(piece as Uint8Array);
          await new Promise((go) => setImmediate(go));
        }
        resolve(Buffer.concat(taken));
      }).on("error", reject);
    });
    await new Promise((resolve) => server.close(resolve));
    expect(body.equals(Buffer.concat(parts))).toBe(true);
    expect(most).toBeLessThan(500_000);
  });
});
