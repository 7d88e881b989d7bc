/** Follows a Headwater's stream, and tells the message of each node when it comes; `ended` settles when it has ended. */
export async function watchMessages(
  url: string,
  onMessage: (message: string) => void,
  signal: AbortSignal,
): Promise<{ readonly ended: Promise<void> }> {
  const response = await fetch(`${url}/api/graph/stream`, { signal });
  const { body } = response;
  if (!response.ok || body === null) throw new Error(`The stream answered ${response.status}.`);
  const ended = follow(body, onMessage).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return { ended };
}

interface PatchData {
  readonly nodes?: { readonly set: readonly { readonly message: string }[] };
}

async function follow(body: ReadableStream<Uint8Array>, onMessage: (message: string) => void): Promise<void> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const events = `${rest}${decoder.decode(chunk, { stream: true })}`.split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const [, name] = /^event: (.*)$/m.exec(event) ?? [];
      const [, data] = /^data: (.*)$/m.exec(event) ?? [];
      if (name !== "patch" || data === undefined) continue;
      for (const { message } of (JSON.parse(data) as PatchData).nodes?.set ?? []) onMessage(message);
    }
  }
}
