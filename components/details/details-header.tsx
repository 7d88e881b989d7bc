"use client";

import { Focus, Link2, MessageSquareText, X } from "lucide-react";
import { findProblemsOf, toWaitingText } from "#components/problems/to-incident-text.ts";
import { toNodeLink } from "#components/problems/to-node-link.ts";
import { Age } from "#components/ui/age.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { HUE_BOX, HUE_TEXT, STATE_WORDS } from "#components/ui/state-words.ts";
import { serverClock } from "#lib/client/server-clock.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";

/** What is looked at: its name, state, since when, where it lives; focus, the incident as text, link and close. */
export function DetailsHeader({
  node,
  snapshot,
  onClose,
}: {
  readonly node: GraphNode;
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
}) {
  const [{ focus }, change] = useViewState();
  const { label, hue } = STATE_WORDS[node.state];
  const isFocused = focus === node.id;
  const isHeldUp = findProblemsOf(node, snapshot).length > 0;
  return (
    <header className="px-4 pt-3.5 pb-3">
      <div className="flex min-w-0 items-center gap-2 max-desk:flex-wrap max-desk:gap-y-0">
        <h2 className="min-w-0 truncate max-desk:flex-1 max-desk:basis-0 font-semibold text-title" title={node.name}>
          {node.name}
        </h2>
        <span
          data-id="state"
          className={classNames(
            "inline-flex h-[22px] shrink-0 max-desk:order-3 max-desk:mb-1 items-center gap-1.5 rounded-card border px-1.5 font-medium text-body",
            HUE_BOX[hue],
            HUE_TEXT[hue],
          )}
        >
          <StateIcon state={node.state} size={14} />
          {label}
        </span>
        <Age since={node.since} className="shrink-0 text-body text-fg-3 max-desk:hidden" />
        {/* On a phone the name has the line for itself and the buttons. */}
        <span className="order-2 basis-full desk:hidden" />
        <div className="ml-auto flex shrink-0 max-desk:order-1 items-center gap-0.5">
          <IconButton
            label={isFocused ? "Show the whole graph" : "Show only what it depends on and what depends on it"}
            aria-pressed={isFocused}
            data-id="focus"
            className={isFocused ? "bg-hover text-accent" : ""}
            onClick={() => change({ focus: isFocused ? null : node.id })}
          >
            <Focus aria-hidden size={16} />
          </IconButton>
          {isHeldUp && (
            <CopyButton
              text={() =>
                toWaitingText(node, snapshot, toNodeLink(node.id), serverClock.toServerTime(Date.now())) ?? ""
              }
              label="Copy as text for a chat"
              data-id="copy-incident"
              icon={<MessageSquareText aria-hidden size={16} />}
            />
          )}
          <CopyButton
            text={() => window.location.href}
            label="Copy a link to this"
            data-id="copy-link"
            icon={<Link2 aria-hidden size={16} />}
          />
          <IconButton label="Close" data-id="close-details" aria-keyshortcuts="Escape" onClick={onClose}>
            <X aria-hidden size={16} />
          </IconButton>
        </div>
      </div>
      <p className="truncate text-fg-2 text-small leading-[18px] max-desk:text-body">
        {node.kind} in {node.namespace}
        <span className="desk:hidden">
          {node.since === null ? "" : " · "}
          <Age since={node.since} />
        </span>
      </p>
    </header>
  );
}
