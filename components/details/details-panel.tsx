"use client";

import { SearchX } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Face } from "#components/ui/face.tsx";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { toShortName } from "#lib/graph/names.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { DetailsActions } from "./details-actions.tsx";
import { DetailsHeader } from "./details-header.tsx";
import { DetailsTabs } from "./details-tabs.tsx";
import { TraceBar } from "./trace-bar.tsx";
import { WhyCard } from "./why-card.tsx";

/** All about the selected node, from top to bottom of whatever it stands in. Nothing while nothing is selected. */
export function DetailsPanel() {
  const [{ selected }, change] = useViewState();
  if (selected === null) return null;
  return <DetailsContent key={selected} id={selected} onClose={() => change({ selected: null })} />;
}

function DetailsContent({ id, onClose }: { readonly id: ObjectId; readonly onClose: () => void }) {
  const snapshot = useSnapshot();
  if (snapshot === null) return null;
  const index = indexSnapshot(snapshot);
  const node = index.nodes.get(id);
  if (node === undefined) return <Gone id={id} onClose={onClose} />;
  const exists = node.state !== "missing" && node.state !== "hidden";
  return (
    <>
      <DetailsHeader node={node} snapshot={snapshot} onClose={onClose} />
      <div className="px-4">
        <WhyCard node={node} snapshot={snapshot} />
      </div>
      {exists ? <DetailsActions node={node} /> : <div className="h-3" />}
      <TraceBar node={node} snapshot={snapshot} />
      <DetailsTabs node={node} snapshot={snapshot} />
    </>
  );
}

function Gone({ id, onClose }: { readonly id: ObjectId; readonly onClose: () => void }) {
  const { kind, namespace, name } = toShortName(id);
  return (
    <Face
      id="gone"
      icon={<SearchX aria-hidden size={24} />}
      title="It is gone"
      action={<Button onClick={onClose}>Close</Button>}
    >
      There is no {kind} {namespace}/{name} in what can be seen from here. It was deleted, or the link is from another
      cluster.
    </Face>
  );
}
