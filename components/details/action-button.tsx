"use client";

import { Check, LoaderCircle, TriangleAlert } from "lucide-react";
import { lazy, type ReactNode, useState } from "react";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { LazyOverlay } from "#components/ui/lazy-overlay.tsx";
import type { ActionRequest } from "#lib/api/action.ts";
import { useActions } from "#lib/client/use-action.ts";
import { useMe } from "#lib/client/use-me.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { toActionWords } from "./action-words.ts";
import { toConfirmation } from "./to-confirmation.ts";

const loadConfirm = () => import("./confirm-popover.tsx");
const ConfirmPopover = lazy(async () => ({ default: (await loadConfirm()).ConfirmPopover }));

/**
 * A button that asks the cluster for something and then says how far it is. Suspend and resume ask the person once;
 * who may not act finds it disabled, with the reason. Nothing else disables it.
 */
export function ActionButton({
  request,
  target,
  icon,
  label,
  variant = "outline",
}: {
  readonly request: ActionRequest;
  /** The object that the request is about. */
  readonly target: ObjectId;
  readonly icon?: ReactNode;
  readonly label: string;
  readonly variant?: NonNullable<ButtonProps["variant"]>;
}) {
  const { start, targetOf } = useActions();
  const me = useMe();
  const progress = targetOf(target);
  const [isAskedHere, setAskedHere] = useState(false);
  // With and without the source are one action to the server; only the button that was pressed tells of it.
  const isMine = progress?.action === request.action && (isAskedHere || request.withSource !== true);
  const words = progress !== null && isMine ? toActionWords(progress.action, progress.phase) : null;
  const isBusy = progress !== null && toActionWords(progress.action, progress.phase).mood === "busy";
  const refusal = me?.may.act === false ? me.may.why : "";
  const isDisabled = isBusy || refusal !== "";
  const confirmation = toConfirmation(request);
  const ask = () => {
    setAskedHere(true);
    void start(request);
  };

  const button = (
    <Button
      variant={variant}
      data-id={`${request.action}${request.withSource === true ? "-with-source" : ""}:${target}`}
      aria-disabled={isDisabled || undefined}
      title={refusal === "" ? (progress !== null && isMine ? progress.message : undefined) : refusal}
      {...(isDisabled ? { onClick: (event) => event.preventDefault() } : confirmation === null ? { onClick: ask } : {})}
    >
      {words === null ? icon : <MoodIcon mood={words.mood} />}
      <span aria-live="polite">{words?.label ?? label}</span>
    </Button>
  );
  if (confirmation === null || isDisabled) return button;
  return (
    <LazyOverlay trigger={button} preload={loadConfirm}>
      <ConfirmPopover trigger={button} {...confirmation} onConfirm={ask} />
    </LazyOverlay>
  );
}

function MoodIcon({ mood }: { readonly mood: "busy" | "good" | "bad" }) {
  if (mood === "busy") return <LoaderCircle aria-hidden size={14} className="animate-[turn_2s_linear_infinite]" />;
  return mood === "good" ? <Check aria-hidden size={14} /> : <TriangleAlert aria-hidden size={14} />;
}
