import { parseDuration } from "#lib/flux/duration.ts";
import { formatInterval } from "#lib/graph/format-time.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const timeoutOverInterval: Rule = {
  id: "timeout-over-interval",
  severity: "info",
  title: "A time-out longer than the interval",
  docs: `A run may last until the time-out, and holds one of the controller's workers (four by default) all that time; nothing interrupts it, not
even a push that mends the fault. Beyond the interval a failing Kustomization is then always running, and the interval means nothing. Without timeout it is the interval less 30 s.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  interval: 5m
  timeout: 10m
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  interval: 10m
  timeout: 5m
`,
  fix: "Set spec.timeout below spec.interval, or lengthen spec.interval.",
  options: {},
  *check({ kustomizations }) {
    for (const { id, parsed } of kustomizations) {
      const interval = parseDuration(parsed.spec.interval ?? "");
      const timeout = parseDuration(parsed.spec.timeout ?? "");
      if (interval === null || timeout === null || timeout <= interval) continue;
      yield {
        nodes: [id],
        message: `${toName(id)} has a timeout of ${formatInterval(timeout)} and an interval of ${formatInterval(interval)}: a run that hangs holds one of the controller's workers, and holds off the next revision, longer than an interval.`,
        fix: `Set spec.timeout of ${toName(id)} below its spec.interval, or lengthen spec.interval.`,
      };
    }
  },
};
