"use client";

import { Dialog } from "radix-ui";

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["/", "⌘K"], "Find a Kustomization or run a command"],
  [["J", "K"], "Next and previous problem"],
  [["F"], "Focus on the selected one, and back"],
  [["Esc"], "Close"],
  [["←", "→"], "In the graph: along the dependencies"],
  [["↑", "↓"], "In the graph: within a wave"],
  [["Enter"], "In the graph: select"],
  [["Shift", "Enter"], "In the graph: the path from the selected one, as Shift and a click"],
  [["+", "-", "0"], "In the graph: closer, farther, all of it"],
  [["?"], "This list"],
];

/** What the keys do. */
export function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/45%)]" />
        <Dialog.Content
          aria-describedby={undefined}
          data-id="keys"
          className="fixed top-[16vh] left-1/2 z-50 w-[min(440px,calc(100vw-32px))] -translate-x-1/2 rounded-panel bg-card p-4 shadow-float outline-none"
        >
          <Dialog.Title className="mb-3 font-medium text-title">Keys</Dialog.Title>
          <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
            {KEYS.map(([keys, what]) => (
              <div key={what} className="contents">
                <dt className="flex gap-1">
                  {keys.map((key) => (
                    <kbd
                      key={key}
                      className="min-w-6 rounded-hint border border-line-strong bg-surface px-1.5 text-center font-sans text-fg-2 text-small"
                    >
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd className="text-fg-2">{what}</dd>
              </div>
            ))}
          </dl>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
