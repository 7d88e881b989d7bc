import type { ReactNode } from "react";
import { PanelHeading } from "#components/ui/panel-heading.tsx";

/** A part of the details under its quiet heading. */
export function Section({
  title,
  id,
  children,
}: {
  readonly title: string;
  readonly id: string;
  readonly children: ReactNode;
}) {
  return (
    <section data-id={id} aria-labelledby={`section-${id}`}>
      <PanelHeading id={`section-${id}`} className="mb-2 text-quiet">
        {title}
      </PanelHeading>
      {children}
    </section>
  );
}

/** Names on the left, what they stand for on the right. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-2 gap-y-1 text-body">{children}</dl>;
}

/** One line of {@link Facts}. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-fg-2">{name}</dt>
      <dd className="min-w-0 break-words text-fg">{children}</dd>
    </>
  );
}
