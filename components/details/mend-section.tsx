import { Lightbulb } from "lucide-react";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { findMends } from "./find-mends.ts";
import { Section } from "./section.tsx";

/** What would mend it for good; nothing where nothing is known. */
export function MendSection({ node, snapshot }: { readonly node: GraphNode; readonly snapshot: Snapshot }) {
  const mends = findMends(node, snapshot);
  if (mends.length === 0) return null;
  return (
    <Section title="How to mend it" id="mend">
      <ul className="flex flex-col gap-2">
        {mends.map(({ what, why }) => (
          <li key={what} className="flex gap-3">
            <Lightbulb aria-hidden size={16} className="mt-0.5 shrink-0 text-fg-3" />
            <div className="min-w-0 break-words text-body">
              <p>{what}</p>
              {why !== "" && <p className="text-fg-2 text-small">{why}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
