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
      <Face id={`face-${kind}`} icon={ICONS[kind]} title={title} className="h-auto min-h-full">
        <p>{message}</p>
        {fix !== "" && <p className="mt-2 text-fg">{fix}</p>}
        {manifest !== undefined && (
          <CodeBlock
            text={manifest}
            label="Copy the rule"
            id="lacking-rule"
            className="mt-3 max-h-[44dvh] w-[min(560px,calc(100vw-48px))]"
          />
        )}
        {commands.length > 0 && (
          <div className="mx-auto mt-3 flex w-[min(400px,calc(100vw-48px))] flex-col gap-1.5">
            {commands.map((line) => (
              <CodeBlock key={line} text={line} label="Copy the command" />
            ))}
          </div>
        )}
        {otherwise !== undefined && <p className="mt-3">{otherwise}</p>}
        <ServerWords words={words} />
        {kind !== "empty" && <p className="mt-3 text-fg-3 text-small">This page tries again by itself.</p>}
      </Face>
    </div>
  );
}
