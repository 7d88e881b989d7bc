"use client";

import { Age } from "#components/ui/age.tsx";
import { Countdown } from "#components/ui/countdown.tsx";
import { STATE_WORDS } from "#components/ui/state-words.ts";
import type { ObjectDetails } from "#lib/api/object-details.ts";
import { formatInterval } from "#lib/graph/format-time.ts";
import type { GraphNode, NextStep } from "#lib/graph/model.ts";
import { findAttempts, toAheadWords } from "./find-timing.ts";
import { Fact, Facts, Section } from "./section.tsx";

const NEXT_WORDS: Readonly<Record<Exclude<NextStep["what"], "nothing">, string>> = {
  retry: "Next retry",
  "dependency-check": "Next check",
  interval: "Next pass",
};

/** Since when, how often it was tried, what comes next and when, and how long it may still take. */
export function TimingSection({ node, details }: { readonly node: GraphNode; readonly details: ObjectDetails | null }) {
  const { since, state, next, timing, wait, ahead } = node;
  const attempts = findAttempts(node, details?.history ?? []);
  const aheadWords = toAheadWords(node);
  return (
    <Section title="Timing" id="timing">
      <Facts>
        {since !== null && (
          <Fact
            name={
              state === "blocked" || state === "failed" || state === "ready"
                ? `${STATE_WORDS[state].label} since`
                : "Since"
            }
          >
            <Moment time={since} /> <span className="text-fg-2">·</span> <Age since={since} className="text-fg-2" />
          </Fact>
        )}
        {attempts !== null && (
          <Fact name="Attempts">
            {attempts.words}
            {attempts.last !== null && (
              <span className="text-fg-2">
                {" · last "}
                <span className="whitespace-nowrap">
                  <Age since={attempts.last} /> ago
                </span>
              </span>
            )}
          </Fact>
        )}
        {next.what !== "nothing" && next.at !== null && (
          <Fact name={NEXT_WORDS[next.what]}>
            <Countdown next={next} />
            {next.every !== null && <span className="text-fg-2"> · every {formatInterval(next.every)}</span>}
          </Fact>
        )}
        {aheadWords !== null && <Fact name="Then">{aheadWords}</Fact>}
        {ahead?.at != null && (
          <Fact name="Ready by">
            <Moment time={ahead.at} />
            <span className="text-fg-2"> at the latest, if its passes take as long as before</span>
          </Fact>
        )}
        {timing.interval !== null && (
          <Fact name="Interval">
            {formatInterval(timing.interval)}
            <span className="text-fg-2">
              {timing.retryInterval !== null && timing.retryInterval !== timing.interval
                ? ` · retry ${formatInterval(timing.retryInterval)}`
                : ""}
              {timing.timeout !== null ? ` · timeout ${formatInterval(timing.timeout)}` : ""}
              {` · wait ${wait ? "on" : "off"}`}
            </span>
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

/** The hour, and the day where it is another. */
function Moment({ time }: { readonly time: string }) {
  const at = new Date(time);
  const isToday = at.toDateString() === new Date().toDateString();
  const hour = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return (
    <time dateTime={time} className="tabular-nums">
      {isToday ? hour : `${at.toLocaleDateString()} ${hour}`}
    </time>
  );
}
