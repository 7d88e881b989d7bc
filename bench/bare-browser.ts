import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A page that nothing but what is asked of it is told about. */
export interface BarePage {
  /** Sends a command of the browser's protocol; rejects with what the browser says against it. */
  send(method: string, parameters?: object): Promise<unknown>;
  /** Gives what an expression comes to, as JSON has it. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

export interface BareBrowser {
  /** Opens an empty page of 1440 × 900 with a store and a cache of its own. */
  open(): Promise<BarePage>;
  stop(): Promise<void>;
}

const STARTING_MS = 20_000;

/**
 * Starts a browser that is spoken to without Playwright. That has itself told of all that goes over the network, which
 * copies each message of an event stream from process to process: half a second for a snapshot of ten thousand, that no
 * reader ever pays.
 */
export async function startBareBrowser(program: string, options: readonly string[]): Promise<BareBrowser> {
  const folder = mkdtempSync(join(tmpdir(), "headwater-browser-"));
  const child = spawn(
    program,
    [
      ...options,
      "--headless",
      "--remote-debugging-port=0",
      `--user-data-dir=${folder}`,
      "--no-first-run",
      "about:blank",
    ],
    { stdio: "ignore" },
  );
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const [port = "", path = ""] = (await readPort(join(folder, "DevToolsActivePort"))).split("\n");
  const browser = await connect(`ws://127.0.0.1:${port}${path}`);
  return {
    async open() {
      const context = (await browser.send("Target.createBrowserContext")) as { browserContextId: string };
      const page = { url: "about:blank", width: 1440, height: 900, ...context };
      const target = (await browser.send("Target.createTarget", page)) as { targetId: string };
      const { send, close } = await connect(`ws://127.0.0.1:${port}/devtools/page/${target.targetId}`);
      return {
        send,
        async evaluate(expression) {
          const { result, exceptionDetails } = (await send("Runtime.evaluate", {
            expression,
            awaitPromise: true,
            returnByValue: true,
          })) as { result: { value?: unknown }; exceptionDetails?: { text: string } };
          if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
          return result.value;
        },
        async close() {
          close();
          await browser.send("Target.closeTarget", target);
          await browser.send("Target.disposeBrowserContext", context);
        },
      };
    },
    async stop() {
      browser.close();
      child.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** The browser writes where it listens once it does. */
async function readPort(file: string): Promise<string> {
  for (const until = Date.now() + STARTING_MS; Date.now() < until; await wait(50)) {
    try {
      const text = readFileSync(file, "utf8");
      if (text.includes("\n")) return text;
    } catch {
      // Not there yet.
    }
  }
  throw new Error(`the browser did not start in ${STARTING_MS / 1000} s`);
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

async function connect(url: string): Promise<Pick<BarePage, "send"> & { close(): void }> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error(`nobody listens at ${url}`)));
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener("message", ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    const { id = -1 } = answer;
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  let commands = 0;
  return {
    send: (method, parameters = {}) =>
      new Promise((resolve, reject) => {
        const id = ++commands;
        waiting.set(id, ({ result, error }) =>
          error === undefined ? resolve(result) : reject(new Error(error.message)),
        );
        socket.send(JSON.stringify({ id, method, params: parameters }));
      }),
    close: () => socket.close(),
  };
}
