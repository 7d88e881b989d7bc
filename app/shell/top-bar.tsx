"use client";

import { Moon, Search, Sun } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useTheme } from "#lib/client/use-theme.ts";
import { ClusterMenu } from "./cluster-menu.tsx";
import { LivePill } from "./live-pill.tsx";
import { Logo } from "./logo.tsx";
import { Person } from "./person.tsx";

/** The bar at the top: what is looked at, the search, how fresh it is, and who looks. */
export function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  return (
    <header className="flex h-12 shrink-0 items-center justify-between gap-4 border-line border-b bg-surface px-4">
      <div className="flex shrink-0 items-center gap-2">
        <Logo />
        <h1 className="font-semibold text-sentence">Headwater</h1>
        <span className="mx-1 h-5 w-px shrink-0 bg-line" />
        <ClusterMenu />
      </div>
      <button
        type="button"
        data-id="search"
        onClick={onSearch}
        aria-keyshortcuts="Meta+K Control+K /"
        className="flex h-8 w-[380px] min-w-40 items-center gap-2 rounded-card border border-line bg-canvas px-3 text-fg-3 text-small hover:border-line-strong"
      >
        <Search aria-hidden size={16} className="shrink-0" />
        <span className="flex-1 truncate text-left">Find a Kustomization or run a command</span>
        <kbd className="rounded-hint border border-line bg-surface px-1.5 font-sans text-quiet">⌘K</kbd>
      </button>
      <div className="flex shrink-0 items-center justify-end gap-2">
        <LivePill />
        <ThemeButton />
        <Person />
      </div>
    </header>
  );
}

/** Turns light to dark and back; the icon is of what it turns to. */
export function ThemeButton() {
  const { theme, choose } = useTheme();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <IconButton label={`Use the ${other} theme`} data-id="theme" onClick={() => choose(other)}>
      {theme === "dark" ? <Sun aria-hidden size={16} /> : <Moon aria-hidden size={16} />}
    </IconButton>
  );
}
