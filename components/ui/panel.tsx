import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A bordered surface for what belongs together. */
export function Panel({ className, ...rest }: ComponentProps<"section">) {
  return <section className={classNames("rounded-panel border border-line bg-card p-3", className)} {...rest} />;
}

/** The quiet heading above a part of a panel. */
export function PanelHeading({ className, children, ...rest }: ComponentProps<"h3">) {
  return (
    <h3 className={classNames("font-normal text-fg-2 text-small", className)} {...rest}>
      {children}
    </h3>
  );
}
