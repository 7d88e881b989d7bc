"use client";

import { useMemo } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { toYamlTokens, type YamlToken } from "./to-yaml-tokens.ts";

const TONE: Readonly<Record<YamlToken["kind"], string>> = {
  key: "text-accent",
  value: "text-fg",
  literal: "text-held",
  comment: "text-fg-3",
  mark: "text-fg-3",
};

/** The object whole, as the API server has it, without managedFields. */
export function YamlTab({ yaml }: { readonly yaml: string }) {
  const lines = useMemo(() => toLines(yaml), [yaml]);
  return (
    <div className="relative">
      <div className="absolute top-1 right-1 rounded-card bg-canvas">
        <CopyButton text={yaml} label="Copy the YAML" />
      </div>
      <pre
        data-id="yaml"
        className="overflow-x-auto rounded-card border border-line bg-canvas p-3 font-mono text-small leading-[18px]"
      >
        <code>
          {lines.map(({ at, tokens }) => (
            <span key={at} className="block min-h-[18px]">
              {tokens.map((token) => (
                <span key={token.at} className={TONE[token.kind]}>
                  {token.text}
                </span>
              ))}
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}

interface Line {
  /** The number of the line. */
  readonly at: number;
  readonly tokens: readonly (YamlToken & { readonly at: number })[];
}

function toLines(yaml: string): readonly Line[] {
  return yaml
    .trimEnd()
    .split("\n")
    .map((line, at) => ({ at, tokens: toYamlTokens(line).map((token, place) => ({ ...token, at: place })) }));
}
