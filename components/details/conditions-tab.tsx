import { Age } from "#components/ui/age.tsx";
import { Face } from "#components/ui/face.tsx";
import { HUE_TEXT, type Hue } from "#components/ui/state-words.ts";
import type { ObjectDetails } from "#lib/api/object-details.ts";

/** The conditions of the live object, in the order of the API server. */
export function ConditionsTab({ conditions }: Pick<ObjectDetails, "conditions">) {
  if (conditions.length === 0) {
    return <Face title="No conditions yet">The controller writes them when it first looks at the object.</Face>;
  }
  return (
    <ul className="flex flex-col divide-y divide-line">
      {conditions.map(({ type, status, reason, message, since }) => (
        <li key={type} data-id={`condition:${type}`} className="py-3 first:pt-0">
          <p className="flex items-baseline gap-2 text-body">
            <span className="font-medium">{type}</span>
            <span className={HUE_TEXT[toHue(type, status)]}>{status}</span>
            <span className="min-w-0 truncate text-fg-2">{reason}</span>
            <Age since={since} className="ml-auto shrink-0 text-fg-3" />
          </p>
          {message !== "" && (
            <p className="mt-1 whitespace-pre-wrap break-words font-mono text-fg-2 text-small">{message}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** True is good of most conditions; of Stalled it is not, and of Reconciling it says only that something moves. */
function toHue(type: string, status: string): Hue {
  if (type === "Reconciling") return status === "True" ? "move" : "dim";
  if (status === "Unknown") return "move";
  const isGood = (status === "True") !== (type === "Stalled");
  return isGood ? "good" : "act";
}
