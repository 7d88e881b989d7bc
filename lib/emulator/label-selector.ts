import { isRecord } from "#lib/flux/is-record.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toBadRequest } from "./status-error.ts";

/** One requirement of a label selector; `values` null asks only whether the label is there. */
export interface LabelRequirement {
  readonly key: string;
  readonly values: ReadonlySet<string> | null;
  readonly negated: boolean;
}

const KEY = "[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?";
const EQUALITY = new RegExp(`^(${KEY})\\s*(!=|==|=)\\s*([-A-Za-z0-9_.]*)$`);
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EXISTENCE = new RegExp(`^(!?)\\s*(${KEY})$`);

/**
 * Reads a `labelSelector`: `a=b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas.
 * @throws StatusError BadRequest when it is not understood.
 */
export function parseLabelSelector(text: string): readonly LabelRequirement[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const requirement = parseRequirement(part);
      if (requirement === null)
        throw toBadRequest(`unable to parse requirement: found '${part}', expected: identifier`);
      return requirement;
    });
}

function parseRequirement(part: string): LabelRequirement | null {
  const [, key, operator, value] = EQUALITY.exec(part) ?? [];
  if (key !== undefined && value !== undefined) return { key, values: new Set([value]), negated: operator === "!=" };
  const [, setKey, setOperator, list] = SET.exec(part) ?? [];
  if (setKey !== undefined && list !== undefined) {
    const values = new Set(list.split(",").map((entry) => entry.trim()));
    return { key: setKey, values, negated: setOperator === "notin" };
  }
  const [, not, name] = EXISTENCE.exec(part) ?? [];
  return name === undefined ? null : { key: name, values: null, negated: not === "!" };
}

/** Whether an object's labels fulfil every requirement; `!=` and `notin` hold, too, where the label is absent. */
export function matchesLabels({ metadata }: RawObject, requirements: readonly LabelRequirement[]): boolean {
  if (requirements.length === 0) return true;
  const labels = isRecord(metadata["labels"]) ? metadata["labels"] : {};
  return requirements.every(({ key, values, negated }) => {
    const label = labels[key];
    const holds = typeof label === "string" && (values === null || values.has(label));
    return holds !== negated;
  });
}
