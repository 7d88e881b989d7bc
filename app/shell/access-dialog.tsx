"use client";

import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { findAccessGaps, toConsequence } from "#lib/client/access-gaps.ts";
import { toPlaceWords, toPlural } from "#lib/client/notices.ts";
import { toRbacManifest } from "#lib/client/rbac-manifest.ts";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";
import { ServerWords } from "./server-words.tsx";

/** What may not be read of a cluster, what one misses by it, and the rule that would allow it. */
export function AccessDialog({ clusterId, onClose }: { readonly clusterId: string; readonly onClose: () => void }) {
  const cluster = useSnapshot()?.clusters.find(({ id }) => id === clusterId);
  const gaps = cluster === undefined ? [] : findAccessGaps(cluster);
  const manifest = toRbacManifest(cluster?.scopes ?? []);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/45%)]" />
        <Dialog.Content
          aria-describedby={undefined}
          data-id="access"
          onOpenAutoFocus={(event) => {
            // The first control would show its tooltip at once.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          className="fixed top-[10vh] left-1/2 z-50 flex max-h-[80dvh] w-[min(640px,calc(100vw-24px))] -translate-x-1/2 flex-col overflow-hidden rounded-panel bg-card shadow-float outline-none max-desk:top-3 max-desk:max-h-[calc(100dvh-24px)]"
        >
          <div className="flex shrink-0 items-center gap-2 border-line border-b py-2 pr-2 pl-4">
            <Dialog.Title className="font-medium text-title">What may not be read</Dialog.Title>
            <IconButton label="Close" className="ml-auto" onClick={onClose}>
              <X aria-hidden size={16} />
            </IconButton>
          </div>
          <div className="min-h-0 overflow-y-auto p-4 text-body">
            {gaps.length === 0 && <p>Everything that Headwater looks for in {clusterId} may be read now.</p>}
            <ul className="flex flex-col gap-3">
              {gaps.map(({ kind, namespaces }) => (
                <li key={kind}>
                  <p className="text-sentence">
                    <span className="font-medium">{toPlural(kind)}</span>{" "}
                    <span title={namespaces?.join(", ")}>{toPlaceWords(namespaces)}</span>
                  </p>
                  <p className="text-fg-2">{toConsequence(kind)}</p>
                </li>
              ))}
            </ul>
            {manifest !== "" && (
              <>
                <p className="mt-4 mb-2 text-fg">Ask whoever administers {clusterId} to apply this:</p>
                <CodeBlock text={manifest} label="Copy the rule" id="lacking-rule" className="max-h-[44dvh]" />
              </>
            )}
            {gaps.length > 0 && (
              <div className="mt-3 flex flex-col gap-3">
                <ServerWords words={gaps[0]?.words ?? ""} />
                <p className="text-fg-3 text-small">Headwater looks again each minute.</p>
              </div>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
