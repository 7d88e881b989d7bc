import { Icon, type LucideProps } from "lucide-react";
import type { ComponentProps } from "react";

const NODES: NonNullable<ComponentProps<typeof Icon>["iconNode"]> = [
  ["circle", { cx: "12", cy: "12", r: "10", strokeDasharray: "3.4 4.454", key: "rim" }],
  ["path", { d: "m15 9-6 6", key: "rise" }],
  ["path", { d: "m9 9 6 6", key: "fall" }],
];

/** A dashed circle with an x: something that is named and does not exist. */
export function MissingIcon(props: LucideProps) {
  return <Icon {...props} iconNode={NODES} />;
}
