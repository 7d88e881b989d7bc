import { Hourglass } from "lucide-react";
import { classNames } from "./class-names.ts";

/** How many wait for a root cause: an hourglass and the number in the wait hue, in a border unless `plain`. Nothing for none. */
export function BlocksPill({
  count,
  plain = false,
  words = false,
  className,
}: {
  readonly count: number;
  readonly plain?: boolean;
  /** "Blocks 14" instead of "14". */
  readonly words?: boolean;
  readonly className?: string;
}) {
  if (count === 0) return null;
  return (
    <span
      title={`${count} ${count === 1 ? "waits" : "wait"} because of it`}
      className={classNames(
        "inline-flex shrink-0 items-center gap-1 font-medium text-wait",
        words ? "gap-1.5 text-small max-desk:text-body" : "text-small",
        !plain && "rounded-hint border border-wait-line bg-wait-tint px-1 leading-4",
        className,
      )}
    >
      <Hourglass aria-hidden size={words ? 14 : 12} />
      {words ? `Blocks ${count}` : count}
      {!words && <span className="sr-only">wait</span>}
    </span>
  );
}
