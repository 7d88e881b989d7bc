import { measureStreams, type StreamsFigures } from "./measure-streams.ts";
import { type Row, toRow } from "./row.ts";
import { type Start, serveFleet } from "./serve-fleet.ts";
import { startNextAlone } from "./start-next-alone.ts";
import { createProbe, type Probed, startProbed } from "./start-probed.ts";
import { percentile } from "./statistics.ts";

const SIZE = 10_000;
const STREAMS = 1_000;
const STALLED = 20;
const CHANGES = 20;
const TURNS = 3;

/** A thousand streams of ten thousand Kustomizations, a change a second; beside the same through Next's own routes. */
export async function streams(): Promise<readonly Row[]> {
  const [ours, theirs]: [StreamsFigures[], StreamsFigures[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    ours.push(await measure(startProbed, STALLED, "gzip"));
    theirs.push(await measure(startNextAlone, 0, "identity"));
  }
  const row = (
    what: string,
    unit: string,
    figures: (one: StreamsFigures) => readonly (number | null)[],
    aim: string | null = null,
  ) => {
    const known = (all: readonly StreamsFigures[]) => all.flatMap(figures).filter((figure) => figure !== null);
    const baseline = known(theirs);
    const beside = baseline.length === 0 ? null : { what: "through Next's routes", figures: baseline };
    return toRow("streams", what, unit, known(ours), beside, aim);
  };
  const late = ours.map(({ latencies }) => percentile(latencies, 0.99));
  const lateBeside = {
    what: "through Next's routes",
    figures: theirs.map(({ latencies }) => percentile(latencies, 0.99)),
  };
  return [
    row(`one core, ${STREAMS} streams of ${SIZE}, a change a second`, "%", ({ core }) => [core], "≤ 25 %"),
    row("a change → each client", "ms", ({ latencies }) => latencies),
    toRow("streams", "a change → each client, p99 of a run", "ms", late, lateBeside, "≤ 250 ms"),
    row("changes that did not come to a client", "", ({ lost }) => [lost], "0"),
    row("memory (RSS) meanwhile, the most", "MB", ({ rss }) => [rss], "≤ 300 MB"),
    row(`${STALLED} that do not read are let go of`, "ms", ({ droppedMs }) => [droppedMs], "≤ 10 s"),
    row(`${STREAMS} come at once: all have a whole snapshot`, "ms", ({ opening }) => [opening.ms]),
    row("the same, work of the server", "ms", ({ opening }) => [opening.cpuMs]),
    row("the same, sent", "MB", ({ opening }) => [opening.megabytes]),
  ];
}

async function measure(
  start: (probe: Probed) => Start,
  stalled: number,
  encoding: "gzip" | "identity",
): Promise<StreamsFigures> {
  const probe = createProbe();
  const fleet = await serveFleet(SIZE, start(probe));
  try {
    return await measureStreams({
      fleet,
      size: SIZE,
      streams: STREAMS,
      stalled,
      encoding,
      changes: CHANGES,
      probe: probe.read,
    });
  } finally {
    await fleet.stop();
    probe.stop();
  }
}
