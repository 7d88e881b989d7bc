import { TriangleAlert } from "lucide-react";
import { Age } from "#components/ui/age.tsx";
import { Face } from "#components/ui/face.tsx";
import type { ObjectDetails } from "#lib/api/object-details.ts";

/** The events about the object, newest first, or why they cannot be read. */
export function EventsTab({ events, eventsError }: Pick<ObjectDetails, "events" | "eventsError">) {
  if (eventsError !== null) return <Face title="Events cannot be read">{eventsError}</Face>;
  if (events.length === 0) {
    return <Face title="No events">Kubernetes keeps events for an hour; conditions and history stay.</Face>;
  }
  return (
    <ul className="flex flex-col divide-y divide-line">
      {events.map((event) => (
        <li key={`${event.at} ${event.reason} ${event.message}`} className="py-2.5 first:pt-0">
          <p className="flex items-center gap-2 text-body">
            {event.type === "Warning" && <TriangleAlert aria-label="Warning" size={14} className="shrink-0 text-act" />}
            <span className="min-w-0 truncate font-medium">{event.reason}</span>
            {event.count > 1 && (
              <span className="shrink-0 text-fg-3" title={`seen ${event.count} times`}>
                × {event.count}
              </span>
            )}
            <Age since={event.at} className="ml-auto shrink-0 text-fg-3" />
          </p>
          <p className="mt-0.5 whitespace-pre-wrap break-words text-body text-fg-2">{event.message}</p>
        </li>
      ))}
    </ul>
  );
}
