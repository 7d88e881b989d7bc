import { joinNames } from "#lib/graph/names.ts";
import { findMeant } from "#lib/lint/edit-distance.ts";
import { LINT_ANNOTATION, parseLintAnnotation } from "#lib/lint/lint-annotation.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { shorten, toName } from "#lib/lint/words.ts";

/** Makes the rule that reads the annotation itself; it needs the names of all the others. */
export function createLintAnnotationRule(otherIds: readonly string[]): Rule {
  const ids = [...otherIds, "lint-annotation", "all"];
  return {
    id: "lint-annotation",
    severity: "warning",
    title: "An annotation for these rules that is not understood",
    docs: `The annotation ${LINT_ANNOTATION} sets rules for one Kustomization: names and levels (error, warning, info, off), with commas; all=off means every
rule. A part that is not understood counts for nothing, so a finding that was meant to be silent goes on.`,
    bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
  annotations:
    ${LINT_ANNOTATION}: deep-chian=off
spec: {}
`,
    good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
  annotations:
    ${LINT_ANNOTATION}: deep-chain=off, no-retry-interval=warning
spec: {}
`,
    fix: `Write it as rule=level, with commas: ${LINT_ANNOTATION}: "deep-chain=off".`,
    options: {},
    *check({ kustomizations }) {
      for (const { id, parsed } of kustomizations) {
        const { levels, misfits } = parseLintAnnotation(parsed.metadata.annotations);
        const unknown = [...levels.keys()].filter((name) => !ids.includes(name));
        const parts = [...misfits, ...unknown].map((part) => shorten(part, 60));
        if (parts.length === 0) continue;
        const meant = unknown[0] === undefined ? null : findMeant(unknown[0], ids);
        yield {
          nodes: [id],
          message: `${toName(id)} has ${joinNames(parts)} in its annotation ${LINT_ANNOTATION}, which is not understood and counts for nothing.`,
          fix:
            meant === null
              ? `Write it as rule=level with a rule's name and error, warning, info or off.`
              : `Write ${meant} for ${shorten(unknown[0] ?? "", 60)} in the annotation ${LINT_ANNOTATION} of ${toName(id)}.`,
        };
      }
    },
  };
}
