import { NODE_STATES } from "#lib/graph/model.ts";
export default function Page() {
  return <main className="bg-act-tint text-act">{NODE_STATES.join(" ")}</main>;
}
