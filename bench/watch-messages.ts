/** A stream that is followed: `begun` settles once its first event is whole, `ended` when it has ended. */
export interface FollowedStream {
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
}

/** Follows a Headwater's stream, and tells the message of each node when it comes. */
export async function watchMessages(
  url: string,
  onMessage: (message: string) => void,
  signal: AbortSignal,
): Promise<FollowedStream> {
  const response = await fetch(`${url}/api/graph/stream`, { signal });
  const { body } = response;
  if (!response.ok || body === null) throw new Error(`The stream answered ${response.status}.`);
  const first = Promise.withResolvers<void>();
  const ended = follow(body, (event) => {
    first.resolve();
    readMessages(event, onMessage);
  }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return { begun: Promise.race([first.promise, ended]), ended };
}

async function follow(body: ReadableStream<Uint8Array>, onEvent: (event: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  // Joined once an event is whole: the first one comes in hundreds of chunks.
  let parts: string[] = [];
  let last = "";
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true });
    parts.push(text);
    const isWhole = `${last.slice(-1)}${text}`.includes("\n\n");
    last = text;
    if (!isWhole) continue;
    const events = parts.join("").split("\n\n");
    parts = [events.pop() ?? ""];
    for (const event of events) onEvent(event);
  }
}

interface PatchData {
  readonly nodes?: { readonly set: readonly { readonly message: string }[] };
}

function readMessages(event: string, onMessage: (message: string) => void): void {
  const [, name] = /^event: (.*)$/m.exec(event) ?? [];
  const [, data] = /^data: (.*)$/m.exec(event) ?? [];
  if (name !== "patch" || data === undefined) return;
  for (const { message } of (JSON.parse(data) as PatchData).nodes?.set ?? []) onMessage(message);
}
