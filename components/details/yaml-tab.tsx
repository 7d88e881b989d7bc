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
    <div className="overflow-x-auto rounded-card border border-line bg-canvas">
      {/* Within what scrolls, so that the keyboard gets there and can scroll it. */}
      <div className="sticky left-0 flex h-0 justify-end">
        <div className="p-1">
          <CopyButton text={yaml} label="Copy the YAML" />
        </div>
      </div>
      <pre data-id="yaml" className="w-max min-w-full p-3 font-mono text-small leading-[18px]">
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
