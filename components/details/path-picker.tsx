"use client";

import { Command } from "cmdk";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { searchNodes } from "#lib/client/search-nodes.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Snapshot } from "#lib/graph/model.ts";

const MOST = 8;

/** A search for the other end of a path, at its `trigger` (a button); open when it is first there. */
export function PathPicker({
  trigger,
  from,
  snapshot,
  onPick,
}: {
  readonly trigger: ReactNode;
  readonly from: ObjectId;
  readonly snapshot: Snapshot;
  readonly onPick: (id: ObjectId) => void;
}) {
  const [isOpen, setOpen] = useState(true);
  const [text, setText] = useState("");
  const found = searchNodes(snapshot, text, MOST + 1)
    .filter(({ id }) => id !== from)
    .slice(0, MOST);
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(next) => {
        setOpen(next);
        setText("");
      }}
    >
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          role="dialog"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="The other end of the path"
          className="z-50 w-80 max-w-[calc(100vw-16px)] rounded-panel bg-card text-fg shadow-float outline-none"
        >
          <Command shouldFilter={false} loop label="The other end of the path">
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Path to which Kustomization?"
              className="h-10 w-full border-line border-b bg-transparent px-3 text-body outline-none placeholder:text-fg-3 max-desk:text-[16px]"
            />
            <Command.List className="max-h-72 overflow-y-auto p-1">
              <Command.Empty className="px-3 py-4 text-center text-body text-fg-2">
                Nothing is called that.
              </Command.Empty>
              {found.map(({ id, name, namespace, state }) => (
                <Command.Item
                  key={id}
                  value={id}
                  onSelect={() => {
                    setOpen(false);
                    onPick(id);
                  }}
                  className="flex h-8 cursor-pointer items-center gap-2 rounded-hint px-2 text-body data-[selected=true]:bg-hover max-desk:h-11"
                >
                  <StateIcon state={state} size={14} />
                  <span className="min-w-0 truncate">
                    {name} <span className="text-fg-3">{namespace}</span>
                  </span>
                </Command.Item>
              ))}
            </Command.List>
          </Command>
          <p className="border-line border-t px-3 py-1.5 text-fg-3 text-quiet max-desk:hidden">
            Or hold Shift and click one in the graph.
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
