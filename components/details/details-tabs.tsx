"use client";

import type { ReactNode } from "react";
import { Face, Skeleton } from "#components/ui/face.tsx";
import { type Tab, Tabs } from "#components/ui/tabs.tsx";
import type { ObjectDetails } from "#lib/api/object-details.ts";
import type { ProblemDetails } from "#lib/api/problem-details.ts";
import { useObjectDetails } from "#lib/client/use-object-details.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { ConditionsTab } from "./conditions-tab.tsx";
import { EventsTab } from "./events-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { InventoryTab } from "./inventory-tab.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { YamlTab } from "./yaml-tab.tsx";

/** The tabs of a node. What is not there, or not to be seen, has an overview alone. */
export function DetailsTabs({ node, snapshot }: { readonly node: GraphNode; readonly snapshot: Snapshot }) {
  const exists = node.state !== "missing" && node.state !== "hidden";
  const { details, error } = useObjectDetails(exists ? node.id : null);
  const [{ tab }, change] = useViewState();
  const overview = <OverviewTab node={node} snapshot={snapshot} details={details} />;
  if (!exists)
    return <div className="relative min-h-0 flex-1 overflow-y-auto border-line border-t p-4">{overview}</div>;

  const make = (
    value: string,
    label: string,
    show: (details: ObjectDetails) => ReactNode,
    count?: (details: ObjectDetails) => number,
  ): Tab => ({
    value,
    label,
    ...(details === null || count === undefined ? {} : { count: count(details) }),
    content: details === null ? error === null ? <Loading /> : <NotThere error={error} /> : show(details),
  });
  const tabs: readonly Tab[] = [
    { value: "overview", label: "Overview", content: overview },
    make(
      "conditions",
      "Conditions",
      ({ conditions }) => <ConditionsTab conditions={conditions} />,
      (d) => d.conditions.length,
    ),
    make(
      "events",
      "Events",
      ({ events, eventsError }) => <EventsTab events={events} eventsError={eventsError} />,
      (d) => d.events.length,
    ),
    make("history", "History", ({ history }) => <HistoryTab history={history} />),
    make(
      "inventory",
      "Inventory",
      ({ inventory }) => <InventoryTab inventory={inventory} />,
      (d) => d.inventory.length,
    ),
    make("yaml", "YAML", ({ yaml }) => <YamlTab yaml={yaml} />),
  ];
  return (
    <Tabs label={`Details of ${node.name}`} tabs={tabs} value={tab} onChange={(value) => change({ tab: value })} />
  );
}

function Loading() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-3/4" />
    </div>
  );
}

function NotThere({ error }: { readonly error: ProblemDetails }) {
  if (error.status === 404) {
    return <Face title="It is gone">The object was deleted, or its name has changed. {error.fix}</Face>;
  }
  return (
    <Face title={error.title}>
      {error.detail} {error.fix}
    </Face>
  );
}
