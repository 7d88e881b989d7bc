"use client";

import { classNames } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";

/** Text for a terminal or a file, as it is, with a button that copies it. What is too long is scrolled. */
export function CodeBlock({
  text,
  label,
  id,
  className,
}: {
  readonly text: string;
  /** What the button copies: `Copy the rule`. */
  readonly label: string;
  /** For `data-id`. */
  readonly id?: string;
  readonly className?: string;
}) {
  return (
    <div className={classNames("overflow-auto rounded-card border border-line bg-canvas text-left", className)}>
      {/* Within what scrolls, so that the keyboard gets there and can scroll it. */}
      <div className="sticky top-0 left-0 flex h-0 justify-end">
        <div className="m-1 size-fit rounded-card bg-canvas max-desk:m-0">
          <CopyButton text={text} label={label} />
        </div>
      </div>
      <pre
        data-id={id}
        className="w-max min-w-full py-2.5 pr-10 pl-3 font-mono max-desk:py-3.5 max-desk:pr-12 text-fg text-small leading-[18px]"
      >
        <code>{text.trimEnd()}</code>
      </pre>
    </div>
  );
}
