"use client";

import { CloudOff, FileQuestion, Lock, PackageX, PlugZap, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Face } from "#components/ui/face.tsx";
import type { MainFace } from "#lib/client/main-face.ts";
import { GraphSkeleton } from "./loading-screen.tsx";

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
  const isLost = face.kind !== "empty";
  return (
    <Face id={`face-${face.kind}`} icon={ICONS[face.kind]} title={face.title}>
      <p>{face.message}</p>
      {face.fix !== "" && <p className="mt-2 text-fg">{face.fix}</p>}
      {isLost && <p className="mt-3 text-fg-3 text-small">This page tries again by itself.</p>}
    </Face>
  );
}
