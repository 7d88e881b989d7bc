import { HUE_SOLID, type Hue, STATE_WORDS } from "#components/ui/state-words.ts";
import { NODE_STATES, type StateCounts } from "#lib/graph/model.ts";

const ORDER: readonly Hue[] = ["act", "wait", "held", "move", "dim", "good"];

/** How the whole fleet stands, as one bar: each kind of attention takes its share, and never less than can be seen. */
export function StateBar({ counts }: { readonly counts: StateCounts }) {
  const shares = ORDER.map((hue) => ({
    hue,
    count: NODE_STATES.filter((state) => STATE_WORDS[state].hue === hue).reduce((sum, state) => sum + counts[state], 0),
  })).filter(({ count }) => count > 0);
  const words = NODE_STATES.filter((state) => counts[state] > 0).map(
    (state) => `${counts[state]} ${STATE_WORDS[state].label.toLowerCase()}`,
  );
  return (
    <div
      role="img"
      aria-label={words.join(", ")}
      title={words.join(", ")}
      className="flex h-1.5 gap-px overflow-hidden rounded-full"
    >
      {shares.map(({ hue, count }) => (
        <div key={hue} className={`min-w-1 ${HUE_SOLID[hue]}`} style={{ flex: `${count} 0 0` }} />
      ))}
    </div>
  );
}
