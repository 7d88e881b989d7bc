"use client";

import { ActionButton } from "#components/details/action-button.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Remedy } from "./to-remedy.ts";
import { useSelect } from "./use-select.ts";

/** The one button of a problem; filled on the worst alone. */
export function RemedyButton({ remedy, isWorst }: { readonly remedy: Remedy; readonly isWorst: boolean }) {
  const select = useSelect();
  const variant = isWorst ? "primary" : "outline";
  if (remedy.kind === "act") {
    const [target] = remedy.request.targets;
    if (target === undefined) return null;
    return <ActionButton request={remedy.request} target={target} label={remedy.label} variant={variant} />;
  }
  const [first, ...others] = remedy.nodes;
  return (
    <Button
      variant={variant}
      disabled={first === undefined}
      onClick={() => first !== undefined && select(first, others)}
    >
      {remedy.label}
    </Button>
  );
}
