import { Message } from "#lib/server/encoding/message.ts";
import { Segment } from "#lib/server/encoding/segment.ts";

/** Writes one event; JSON holds no line break, so a single data line carries it. */
export function toEventText(event: string, data: unknown, id?: string): string {
  return `${toHead(event, id)}${JSON.stringify(data)}\n\n`;
}

/** A message of some events' text. */
export function toMessage(text: string): Message {
  return new Message([new Segment(() => text)]);
}

/** An event whose data is JSON that is there already. */
export function wrapEvent(event: string, data: Message, id: string): Message {
  const text = (words: string) => new Segment(() => words);
  return new Message([text(toHead(event, id)), ...data.segments, text("\n\n")]);
}

function toHead(event: string, id: string | undefined): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: `;
}
