"use client";

import { useSelect } from "#components/problems/use-select.ts";
import { shortenRevision } from "#lib/flux/revision.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { Fact, Facts, Section } from "./section.tsx";

/** What runs, what its source has, and where it comes from. */
export function RevisionSection({ node, index }: { readonly node: GraphNode; readonly index: SnapshotIndex }) {
  const { applied, attempted, source } = node.revision;
  const isOld = applied !== null && source !== null && applied !== source;
  return (
    <Section title="Revision" id="revision">
      <Facts>
        <Fact name="Running">
          {applied === null ? (
            <span className="text-fg-2">nothing yet</span>
          ) : (
            <>
              <Revision revision={applied} /> {isOld && <span className="text-fg-2">behind its source</span>}
            </>
          )}
        </Fact>
        {source !== null && (
          <Fact name="Latest">
            <Revision revision={source} />
          </Fact>
        )}
        {attempted !== null && attempted !== applied && attempted !== source && (
          <Fact name="Attempted">
            <Revision revision={attempted} />
          </Fact>
        )}
        {node.source !== null && (
          <Fact name="Source">
            {toShortName(node.source).kind} {toShortName(node.source).name}{" "}
            <span className="text-fg-2">{toShortName(node.source).namespace}</span>
          </Fact>
        )}
        {node.path !== null && (
          <Fact name="Path">
            <code className="break-all font-mono text-small">{node.path}</code>
          </Fact>
        )}
        <OwnerFact node={node} index={index} />
      </Facts>
    </Section>
  );
}

function OwnerFact({ node: { owner }, index }: { readonly node: GraphNode; readonly index: SnapshotIndex }) {
  const select = useSelect();
  if (owner === null) return null;
  const { name, namespace } = toShortName(owner);
  return (
    <Fact name="Applied by">
      {index.nodes.has(owner) ? (
        <button type="button" className="text-accent hover:underline" onClick={() => select(owner)}>
          {name}
        </button>
      ) : (
        name
      )}{" "}
      <span className="text-fg-2">{namespace}</span>
    </Fact>
  );
}

function Revision({ revision }: { readonly revision: string }) {
  return (
    <code className="font-mono text-small" title={revision}>
      {shortenRevision(revision)}
    </code>
  );
}
