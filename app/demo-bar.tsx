"use client";

import { GitCommitHorizontal, Hammer, HeartPulse } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { toProblemDetails } from "#lib/client/fetch-json.ts";
import { type DemoAction, runDemoAction } from "#lib/client/run-demo-action.ts";
import { useMe } from "#lib/client/use-me.ts";

const ACTIONS: readonly { action: DemoAction; label: string; icon: ReactNode }[] = [
  { action: "push", label: "Push a revision", icon: <GitCommitHorizontal aria-hidden size={14} /> },
  { action: "break", label: "Break something", icon: <Hammer aria-hidden size={14} /> },
  { action: "heal", label: "Heal", icon: <HeartPulse aria-hidden size={14} /> },
];

const NOTHING = { text: "", isError: false };

/** Steers the embedded demo cluster; not there on any other. */
export function DemoBar({ isPhone }: { readonly isPhone: boolean }) {
  const me = useMe();
  const [busy, setBusy] = useState<DemoAction | null>(null);
  const [said, setSaid] = useState<{ readonly text: string; readonly isError: boolean }>(NOTHING);
  if (!me?.demo) return null;
  const run = async (action: DemoAction) => {
    setBusy(action);
    try {
      setSaid({ text: await runDemoAction(action), isError: false });
    } catch (cause) {
      setSaid({ text: toProblemDetails(cause).detail, isError: true });
    } finally {
      setBusy(null);
    }
  };
  return (
    <section
      aria-label="Demo"
      data-id="demo-bar"
      className="flex shrink-0 items-center justify-center gap-1 border-line max-desk:flex-wrap border-t bg-surface px-2 py-1"
    >
      {!isPhone && <span className="px-2 text-fg-3 text-small">Demo</span>}
      {ACTIONS.map(({ action, label, icon }) => (
        <Button
          key={action}
          variant="quiet"
          data-id={`demo-${action}`}
          disabled={busy !== null}
          className="max-desk:h-8 max-desk:px-2 max-desk:text-small"
          onClick={() => void run(action)}
        >
          {icon}
          {label}
        </Button>
      ))}
      <span
        aria-live="polite"
        data-id="demo-said"
        className={`min-w-0 truncate px-2 text-small empty:hidden max-desk:basis-full max-desk:text-center ${said.isError ? "text-act" : "text-fg-2"}`}
        title={said.text}
      >
        {said.text}
      </span>
    </section>
  );
}
