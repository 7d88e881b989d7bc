"use client";

import { Command } from "cmdk";
import { ChevronRight, Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { STATE_WORDS } from "#components/ui/state-words.ts";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import { useCommands } from "./use-commands.ts";

/** Finds a Kustomization or runs a command, by the keyboard alone. */
export function Palette({ onClose, onKeys }: { readonly onClose: () => void; readonly onKeys: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/45%)]" />
        <Dialog.Content
          aria-describedby={undefined}
          data-id="palette"
          className="fixed top-[12vh] left-1/2 z-50 w-[min(560px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-panel bg-card shadow-float outline-none max-desk:top-3"
        >
          <Dialog.Title className="sr-only">Find a Kustomization or run a command</Dialog.Title>
          <PaletteBody onClose={onClose} onKeys={onKeys} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ onClose, onKeys }: { readonly onClose: () => void; readonly onKeys: () => void }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const snapshot = useSnapshot();
  const [, change] = useViewState();
  const { nodes, commands } = useCommands(snapshot, text, onKeys);
  const first = nodes[0]?.id ?? commands[0]?.id ?? "";
  const choose = (run: () => void) => () => {
    onClose();
    run();
  };
  return (
    <Command
      shouldFilter={false}
      loop
      label="Find a Kustomization or run a command"
      value={chosen ?? first}
      onValueChange={setChosen}
    >
      <div className="flex items-center gap-2 border-line border-b px-3">
        <Search aria-hidden size={16} className="shrink-0 text-fg-3" />
        <Command.Input
          value={text}
          onValueChange={(next) => {
            setText(next);
            setChosen(null);
          }}
          placeholder="Find a Kustomization or run a command"
          className="h-11 min-w-0 flex-1 bg-transparent text-sentence outline-none placeholder:text-fg-3 max-desk:text-[16px]"
        />
      </div>
      <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1">
        <Command.Empty className="px-3 py-6 text-center text-fg-2">Nothing is called that.</Command.Empty>
        <Group heading="Kustomizations">
          {nodes.map(({ id, name, namespace, state }) => (
            <Item key={id} value={id} onSelect={choose(() => change({ selected: id }))}>
              <StateIcon state={state} />
              <span className="min-w-0 truncate">
                {name} <span className="text-fg-3">{namespace}</span>
              </span>
              <span className="ml-auto shrink-0 text-fg-3 text-small">{STATE_WORDS[state].label}</span>
            </Item>
          ))}
        </Group>
        <Group heading="Commands">
          {commands.map(({ id, label, refused, run }) => (
            <Item key={id} value={id} disabled={refused !== null} onSelect={choose(run)}>
              <ChevronRight aria-hidden size={16} className="shrink-0 text-fg-3" />
              <span className="min-w-0 truncate">{label}</span>
              {refused !== null && <span className="ml-auto truncate text-fg-3 text-small">{refused}</span>}
            </Item>
          ))}
        </Group>
      </Command.List>
    </Command>
  );
}

function Group({ heading, children }: { readonly heading: string; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-fg-3 [&_[cmdk-group-heading]]:text-quiet"
    >
      {children}
    </Command.Group>
  );
}

function Item(props: {
  readonly value: string;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Command.Item
      {...props}
      className="flex h-8 cursor-pointer select-none items-center gap-2 rounded-hint px-2 text-body data-[disabled=true]:cursor-not-allowed data-[selected=true]:bg-hover data-[disabled=true]:opacity-60 max-desk:h-11"
    />
  );
}
