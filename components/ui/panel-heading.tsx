import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** The quiet heading above a part of a panel. */
export function PanelHeading({ className, children, ...rest }: ComponentProps<"h3">) {
  return (
    <h3 className={classNames("font-normal text-fg-2 text-small", className)} {...rest}>
      {children}
    </h3>
  );
}
