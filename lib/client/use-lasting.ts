import { useEffect, useState } from "react";

const NONE: ReadonlySet<string> = new Set();

/** Which of some ids have been among them for so long without a break; what comes and goes at once is none. */
export function useLasting(ids: readonly string[], ms: number): ReadonlySet<string> {
  const [lasting, setLasting] = useState(NONE);
  const still = [...lasting].filter((id) => ids.includes(id));
  if (still.length < lasting.size) setLasting(new Set(still));
  const waiting = JSON.stringify(ids.filter((id) => !lasting.has(id)));
  useEffect(() => {
    const timers = (JSON.parse(waiting) as string[]).map((id) =>
      setTimeout(() => setLasting((before) => new Set([...before, id])), ms),
    );
    return () => timers.forEach(clearTimeout);
  }, [waiting, ms]);
  return lasting;
}
