import { CircleAlert, Info, type LucideProps, TriangleAlert } from "lucide-react";
import type { ComponentType } from "react";
import type { Finding } from "#lib/graph/model.ts";
import { classNames } from "./class-names.ts";

const LOOKS: Readonly<Record<Finding["severity"], { icon: ComponentType<LucideProps>; hue: string; word: string }>> = {
  error: { icon: CircleAlert, hue: "text-act", word: "Error" },
  warning: { icon: TriangleAlert, hue: "text-wait", word: "Warning" },
  info: { icon: Info, hue: "text-fg-2", word: "Note" },
};

/** The icon of a finding's severity in its hue; its word is read out. */
export function SeverityIcon({
  severity,
  className,
}: {
  readonly severity: Finding["severity"];
  readonly className?: string;
}) {
  const { icon: Shape, hue, word } = LOOKS[severity];
  return <Shape role="img" aria-label={word} size={16} className={classNames("shrink-0", hue, className)} />;
}
