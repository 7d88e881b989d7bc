/** A ring that is full at `value` 1 and empty at 0: what is left of a wait. Says nothing alone; the words stand beside it. */
export function ProgressRing({
  value,
  size = 14,
  className = "text-accent",
}: {
  readonly value: number;
  readonly size?: number;
  readonly className?: string;
}) {
  const part = Math.min(1, Math.max(0, value));
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 14 14"
      width={size}
      height={size}
      className={`shrink-0 -rotate-90 ${className}`}
    >
      <circle cx="7" cy="7" r="5.5" fill="none" stroke="var(--line-strong)" strokeWidth="2.5" />
      <circle
        cx="7"
        cy="7"
        r="5.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        pathLength="1"
        strokeDasharray={`${part} 1`}
      />
    </svg>
  );
}
