"use client";

import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** Asks once before something is done: a question with two answers at the `trigger` (a button), open when it is first there. */
export function ConfirmPopover({
  trigger,
  question,
  consequence,
  answer,
  onConfirm,
}: {
  readonly trigger: ReactNode;
  readonly question: string;
  readonly consequence: string;
  readonly answer: string;
  readonly onConfirm: () => void;
}) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={question}
          className="z-50 w-72 rounded-panel bg-card p-3 text-fg shadow-float"
        >
          <p className="font-medium text-sentence">{question}</p>
          <p className="mt-1 text-body text-fg-2">{consequence}</p>
          <div className="mt-3 flex gap-2">
            <Button
              variant="primary"
              data-id="confirm"
              onClick={() => {
                setOpen(false);
                onConfirm();
              }}
            >
              {answer}
            </Button>
            <Popover.Close asChild>
              <Button>Cancel</Button>
            </Popover.Close>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
