import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** What fills a place that has nothing to show: why, and what to do next. */
export function Face({
  icon,
  title,
  children,
  action,
  below,
  id,
  className,
}: {
  /** 24 px. */
  readonly icon?: ReactNode;
  readonly title: string;
  /** One or two plain sentences. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** What needs more width than a sentence. */
  readonly below?: ReactNode;
  /** For `data-id`. */
  readonly id?: string;
  readonly className?: string;
}) {
  return (
    <div
      data-id={id}
      className={classNames(
        "flex h-full min-h-40 flex-col items-center justify-center gap-2 px-6 py-8 text-center",
        className,
      )}
    >
      {icon !== undefined && <div className="mb-1 text-fg-3">{icon}</div>}
      <h2 className="font-medium text-fg text-title">{title}</h2>
      {children !== undefined && (
        <div className="max-w-[52ch] whitespace-pre-line text-balance text-fg-2 text-sentence">{children}</div>
      )}
      {action !== undefined && <div className="mt-2 flex gap-2">{action}</div>}
      {below}
    </div>
  );
}

/** A grey bar in the place of something that is on its way. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={classNames("animate-pulse rounded-hint bg-hover", className)} />;
}
