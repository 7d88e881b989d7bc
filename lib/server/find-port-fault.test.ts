import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { findPortFault } from "./find-port-fault.ts";

it("says that a port is taken and which other to try, and finds nothing wrong with a free one", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  expect(await findPortFault("127.0.0.1", port)).toBe(
    `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
  );
  await new Promise((resolve) => other.close(resolve));
  expect(await findPortFault("127.0.0.1", port)).toBeNull();
});

it("names an address that is not of this machine", async () => {
  expect(await findPortFault("192.0.2.1", 0)).toContain("Set HOSTNAME");
});
