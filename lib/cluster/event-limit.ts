import { parseEvent } from "#lib/flux/event.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ScopeSink } from "./scope-sink.ts";

/** So many Events are kept of each object: the newest. */
export const EVENTS_PER_OBJECT = 20;

interface Aged {
  readonly event: RawObject;
  readonly at: number;
}

/**
 * Lets through only Events about one kind, and of each object only the newest: one that controllers complain about
 * all day would else fill the memory. What falls out is told as a removal.
 */
export function limitEvents(sink: ScopeSink, aboutKind: string, most = EVENTS_PER_OBJECT): ScopeSink {
  let groups = new Map<string, Map<string, Aged>>();

  function add(event: RawObject): readonly RawObject[] | null {
    const parsed = parseEvent(event);
    if (parsed === null || parsed.about.kind !== aboutKind) return null;
    const about = toGroup(parsed.about);
    const group = groups.get(about) ?? new Map<string, Aged>();
    groups.set(about, group);
    group.set(event.metadata.name, { event, at: parsed.at === null ? 0 : Date.parse(parsed.at) || 0 });
    if (group.size <= most) return [];
    const oldest = findOldest(group);
    if (oldest === null) return [];
    group.delete(oldest.metadata.name);
    return [oldest];
  }

  return {
    ...sink,
    replace(events) {
      groups = new Map();
      for (const event of events) add(event);
      sink.replace([...groups.values()].flatMap((group) => [...group.values()].map((aged) => aged.event)));
    },
    apply(event) {
      const fallen = add(event);
      if (fallen === null) return;
      if (!fallen.includes(event)) sink.apply(event);
      for (const old of fallen) if (old !== event) sink.remove(old);
    },
    remove(event) {
      const parsed = parseEvent(event);
      if (parsed !== null) groups.get(toGroup(parsed.about))?.delete(event.metadata.name);
      sink.remove(event);
    },
  };
}

function toGroup({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function findOldest(group: ReadonlyMap<string, Aged>): RawObject | null {
  let oldest: Aged | null = null;
  for (const aged of group.values()) if (oldest === null || aged.at < oldest.at) oldest = aged;
  return oldest?.event ?? null;
}
