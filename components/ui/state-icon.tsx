import {
  CircleCheck,
  CircleHelp,
  CirclePause,
  CircleX,
  EyeOff,
  Hourglass,
  LoaderCircle,
  type LucideProps,
  Repeat,
  Snowflake,
  Trash,
} from "lucide-react";
import { type ComponentType, memo } from "react";
import type { NodeState, Problem } from "#lib/graph/model.ts";
import { classNames } from "./class-names.ts";
import { MissingIcon } from "./missing-icon.tsx";
import { CAUSE_WORDS, HUE_TEXT, STATE_WORDS } from "./state-words.ts";

type IconType = ComponentType<LucideProps>;

const STATE_ICONS: Readonly<Record<NodeState, IconType>> = {
  ready: CircleCheck,
  progressing: LoaderCircle,
  failed: CircleX,
  blocked: Hourglass,
  suspended: CirclePause,
  terminating: Trash,
  missing: MissingIcon,
  hidden: EyeOff,
  unknown: CircleHelp,
};

const CAUSE_ICONS: Readonly<Record<Problem["kind"], IconType>> = {
  failed: CircleX,
  suspended: CirclePause,
  missing: MissingIcon,
  terminating: Trash,
  cycle: Repeat,
  source: CircleX,
  revision: Hourglass,
  expression: Hourglass,
  hidden: EyeOff,
  waiting: LoaderCircle,
  frozen: Snowflake,
};

interface Look {
  /** Edge length in pixels, 16 unless told. */
  readonly size?: number;
  readonly className?: string;
}

/** The icon of a state in its hue; the word must stand beside it. With `inCycle` it is the sign of a cycle instead. */
export const StateIcon = memo(function StateIcon({
  state,
  inCycle = false,
  size = 16,
  className,
}: Look & { readonly state: NodeState; readonly inCycle?: boolean }) {
  const Shape = inCycle ? Repeat : STATE_ICONS[state];
  const hue = inCycle ? "act" : STATE_WORDS[state].hue;
  const isTurning = state === "progressing" && !inCycle;
  return (
    <Shape
      aria-hidden
      size={size}
      className={classNames("shrink-0", HUE_TEXT[hue], isTurning && "animate-[turn_2s_linear_infinite]", className)}
    />
  );
});

/** The icon of a problem or a root cause in its hue. */
export const CauseIcon = memo(function CauseIcon({
  kind,
  size = 16,
  className,
}: Look & { readonly kind: Problem["kind"] }) {
  const Shape = CAUSE_ICONS[kind];
  return (
    <Shape aria-hidden size={size} className={classNames("shrink-0", HUE_TEXT[CAUSE_WORDS[kind].hue], className)} />
  );
});
