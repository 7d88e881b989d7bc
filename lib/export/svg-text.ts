const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Escapes text for content and attributes of XML; what XML 1.0 cannot hold at all becomes the replacement character. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

/** The mean width of a letter of a system's sans serif, as a share of the size of the type. */
const LETTER_WIDTH = 0.56;

/** Shortens a line to a width in pixels, as far as that can be told without the font; its end becomes an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  const [letters, most] = measure(text, size, width);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}

/** The same for a path, whose end says most: its beginning becomes an ellipsis. */
export function fitTextEnd(text: string, size: number, width: number): string {
  const [letters, most] = measure(text, size, width);
  return letters.length <= most ? text : `…${letters.slice(1 - most || letters.length).join("")}`;
}

function measure(text: string, size: number, width: number): readonly [letters: readonly string[], most: number] {
  return [[...text], Math.max(1, Math.floor(width / (size * LETTER_WIDTH)))];
}
