"use client";

import { Focus, Link2, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Age } from "#components/ui/age.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { HUE_BOX, HUE_TEXT, STATE_WORDS } from "#components/ui/state-words.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { GraphNode } from "#lib/graph/model.ts";

/** What is looked at: its name, state, since when, where it lives; focus, link and close. */
export function DetailsHeader({ node, onClose }: { readonly node: GraphNode; readonly onClose: () => void }) {
  const [{ focus }, change] = useViewState();
  const { label, hue } = STATE_WORDS[node.state];
  const isFocused = focus === node.id;
  return (
    <header className="px-4 pt-3.5 pb-3">
      <div className="flex min-w-0 items-center gap-2">
        <h2 className="min-w-0 truncate font-semibold text-title" title={node.name}>
          {node.name}
        </h2>
        <span
          data-id="state"
          className={classNames(
            "inline-flex h-[22px] shrink-0 items-center gap-1.5 rounded-card border px-1.5 font-medium text-body",
            HUE_BOX[hue],
            HUE_TEXT[hue],
          )}
        >
          <StateIcon state={node.state} size={14} />
          {label}
        </span>
        <Age since={node.since} className="shrink-0 text-body text-fg-3 max-desk:hidden" />
        <div className="ml-auto flex shrink-0 items-center gap-0.5">
          <IconButton
            label={isFocused ? "Show the whole graph" : "Show only what it depends on and what depends on it"}
            aria-pressed={isFocused}
            data-id="focus"
            className={isFocused ? "bg-hover text-accent" : ""}
            onClick={() => change({ focus: isFocused ? null : node.id })}
          >
            <Focus aria-hidden size={16} />
          </IconButton>
          <LinkButton />
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

/** Copies the address of the page, which holds all that is chosen. */
function LinkButton() {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), 2_000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => {
    const done = navigator.clipboard?.writeText(window.location.href) ?? Promise.reject(new Error("no clipboard"));
    done.then(
      () => setSaid("Copied"),
      () => setSaid("Copy the address of this page instead"),
    );
  };
  return (
    <IconButton label={said === "" ? "Copy a link to this" : said} data-id="copy-link" onClick={copy}>
      <Link2 aria-hidden size={16} className={said === "Copied" ? "text-good" : ""} />
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </IconButton>
  );
}
