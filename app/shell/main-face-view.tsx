"use client";

import { CloudOff, FileQuestion, Lock, PackageX, PlugZap, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Face } from "#components/ui/face.tsx";
import type { MainFace } from "#lib/client/main-face.ts";
import { GraphSkeleton } from "./loading-screen.tsx";
import { ServerWords } from "./server-words.tsx";

const ICONS: Readonly<Record<Exclude<MainFace["kind"], "loading">, ReactNode>> = {
  unreachable: <CloudOff aria-hidden size={24} />,
  disconnected: <PlugZap aria-hidden size={24} />,
  forbidden: <Lock aria-hidden size={24} />,
  "not-installed": <PackageX aria-hidden size={24} />,
  error: <TriangleAlert aria-hidden size={24} />,
  empty: <FileQuestion aria-hidden size={24} />,
};

/** Why there is no graph, in one plain sentence, and what to do. */
export function MainFaceView({ face }: { readonly face: MainFace }) {
  if (face.kind === "loading") {
    return (
      <div data-id="face-loading" aria-busy="true" className="h-full">
        <GraphSkeleton />
        <p className="sr-only" role="status">
          {face.title}
        </p>
      </div>
    );
  }
  const { kind, title, message, fix, manifest, commands = [], otherwise, words = "" } = face;
  return (
    <div className="h-full overflow-y-auto">
      <Face
        id={`face-${kind}`}
        icon={ICONS[kind]}
        title={title}
        className="h-auto min-h-full"
        below={
          <div className="flex w-full max-w-[560px] flex-col items-center gap-3">
            {manifest !== undefined && (
              <CodeBlock text={manifest} label="Copy the rule" id="lacking-rule" className="max-h-[48dvh] w-full" />
            )}
            {commands.length > 0 && (
              <div className="mt-1 flex w-full max-w-[400px] flex-col gap-1.5">
                {commands.map((line) => (
                  <CodeBlock key={line} text={line} label="Copy the command" />
                ))}
              </div>
            )}
            {otherwise !== undefined && (
              <p className="max-w-[52ch] text-balance text-fg-2 text-sentence">{otherwise}</p>
            )}
            <ServerWords words={words} />
            {kind !== "empty" && <p className="text-fg-3 text-small">This page looks again by itself.</p>}
          </div>
        }
      >
        <p>{message}</p>
        {fix !== "" && <p className="mt-2 text-fg">{fix}</p>}
      </Face>
    </div>
  );
}
