import type { CriticalWords } from "./to-critical-words.ts";
import type { Verdict } from "./to-verdict.ts";

/** The answer at the top of the problems, read out again whenever it changes; `ahead` is what is still to come. */
export function VerdictLines({
  verdict,
  ahead = null,
  inline = false,
}: {
  readonly verdict: Verdict;
  readonly ahead?: CriticalWords | null;
  readonly inline?: boolean;
}) {
  return (
    <>
      <p data-id="verdict" aria-live="polite" className="text-body text-fg-2 leading-[18px]">
        {verdict.subject !== null && <span className="font-medium text-fg">{verdict.subject} </span>}
        {verdict.lead}
        {inline ? " " : <br />}
        {inline ? verdict.brief : verdict.rest}
      </p>
      {ahead !== null && (
        <p data-id="ahead" className="mt-1 text-fg-3 text-small" title={ahead.way}>
          {ahead.words}
        </p>
      )}
    </>
  );
}
