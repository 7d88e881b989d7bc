"use client";

import { Tabs as RadixTabs } from "radix-ui";
import type { ReactNode } from "react";

export interface Tab {
  readonly value: string;
  readonly label: string;
  /** How much is in it; left out where that says nothing. */
  readonly count?: number;
  readonly content: ReactNode;
}

/** Tabs underlined by the accent; only the open one's content is there. An unknown `value` opens the first. */
export function Tabs({
  tabs,
  value,
  onChange,
  label,
}: {
  readonly tabs: readonly Tab[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the tabs are of, read out. */
  readonly label: string;
}) {
  const open = tabs.some((tab) => tab.value === value) ? value : (tabs[0]?.value ?? "");
  return (
    <RadixTabs.Root value={open} onValueChange={onChange} className="flex min-h-0 flex-1 flex-col">
      <RadixTabs.List
        aria-label={label}
        className="flex shrink-0 gap-3 overflow-x-auto max-desk:gap-4 overflow-y-hidden border-line border-b px-4 [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.value}
            value={tab.value}
            data-id={`tab-${tab.value}`}
            className="-mb-px flex h-9 shrink-0 cursor-pointer items-center gap-1.5 border-transparent border-b-2 text-fg-2 text-small outline-offset-[-2px] hover:text-fg data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-fg max-desk:h-11 max-desk:text-body"
          >
            {tab.label}
            {tab.count !== undefined && <span className="font-normal text-fg-3">{tab.count}</span>}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content
          key={tab.value}
          value={tab.value}
          className="relative min-h-0 flex-1 overflow-y-auto p-4 outline-offset-[-2px]"
        >
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
