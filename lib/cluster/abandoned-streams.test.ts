import { connect, constants, createServer, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { endAbandonedStreams } from "./abandoned-streams.ts";

it("ends a stream that the server opens unasked, and survives the end of its connection", async () => {
  endAbandonedStreams();
  const server = createServer();
  const sessions: ServerHttp2Session[] = [];
  server.on("session", (session) => sessions.push(session));
  const unasked = Promise.withResolvers<ServerHttp2Stream>();
  server.on("stream", (stream) => {
    stream.on("error", () => undefined);
    stream.pushStream({ ":path": "/unasked" }, (error, pushed) => {
      if (error !== null) return unasked.reject(error);
      pushed.on("error", () => undefined);
      pushed.respond({ ":status": 200 });
      unasked.resolve(pushed);
    });
    stream.respond({ ":status": 200 });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const failures: unknown[] = [];
  client.on("error", (error) => failures.push(error));
  const asked = client.request({ ":path": "/asked" });
  asked.on("error", (error) => failures.push(error));
  const pushed = await unasked.promise;
  await expect.poll(() => pushed.rstCode).toBe(constants.NGHTTP2_CANCEL);
  expect(asked.destroyed).toBe(false);

  // What nobody listens to would now be an uncaught exception, and fail this run.
  client.destroy(new Error("the connection broke"));
  await expect.poll(() => failures.map(String)).toEqual(Array(2).fill("Error: the connection broke"));
  for (const session of sessions) session.destroy();
  server.close();
});
