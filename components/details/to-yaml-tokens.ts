/** A piece of a line of YAML; all pieces together are the line. */
export interface YamlToken {
  readonly kind: "key" | "value" | "literal" | "comment" | "mark";
  readonly text: string;
}

const LINE = /^(\s*(?:- )*)(?:((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#:-][^\s:#]*|-[^\s:#]+))(:)(?=\s|$))?(.*)$/s;
const LITERAL = /^(?:true|false|null|~|[-+]?\d[\d_]*(?:\.\d+)?)$/;

/** Takes one line of YAML apart for colouring: its indent and dashes, a key, a value, a comment. Block texts count as values. */
export function toYamlTokens(line: string): readonly YamlToken[] {
  const [, indent = "", key, colon = "", rest = ""] = LINE.exec(line) ?? [];
  if (key === undefined && rest.startsWith("#")) return tokens(["mark", indent], ["comment", rest]);
  const [, gap = "", value = ""] = /^(\s*)(.*)$/s.exec(rest) ?? [];
  const kind = key !== undefined && value.startsWith("#") ? "comment" : LITERAL.test(value) ? "literal" : "value";
  return tokens(["mark", indent], ["key", key ?? ""], ["mark", colon + gap], [kind, value]);
}

function tokens(...parts: readonly (readonly [YamlToken["kind"], string])[]): readonly YamlToken[] {
  return parts.filter(([, text]) => text !== "").map(([kind, text]) => ({ kind, text }));
}
