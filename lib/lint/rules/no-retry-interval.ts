import { parseDuration } from "#lib/flux/duration.ts";
import { formatInterval } from "#lib/graph/format-time.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const noRetryInterval: Rule<"longInterval"> = {
  id: "no-retry-interval",
  severity: "info",
  title: "A long wait after a failure",
  docs: `Without retryInterval a failed Kustomization is tried again after its whole interval. With a long one a passing fault, such as a webhook
that is not up yet, holds up everything behind it for all that time.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  interval: 1h
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  interval: 1h
  retryInterval: 2m
`,
  fix: "Set spec.retryInterval, for example to 2m.",
  options: {
    longInterval: { kind: "duration", default: 600, about: "an interval above this is long" },
  },
  *check({ kustomizations, referencesTo }, { options: { longInterval } }) {
    for (const { id, parsed } of kustomizations) {
      const interval = parseDuration(parsed.spec.interval ?? "");
      if (interval === null || interval <= longInterval || parseDuration(parsed.spec.retryInterval ?? "") !== null)
        continue;
      const behind = referencesTo.has(id) ? ", and what depends on it waits too" : "";
      yield {
        nodes: [id],
        message: `${toName(id)} has no retryInterval, so after a failure it waits its whole interval of ${formatInterval(interval)}${behind}.`,
        fix: `Set spec.retryInterval on ${toName(id)}, for example to 2m.`,
      };
    }
  },
};
