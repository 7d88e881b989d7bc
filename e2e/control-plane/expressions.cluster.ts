import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findCondition } from "#lib/flux/condition.ts";
import { KUSTOMIZATION, toApiPath } from "#lib/flux/kinds.ts";
import { parseKustomization } from "#lib/flux/kustomization.ts";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";
import {
  CASE_DEPENDENCY,
  CASE_SELF,
  EXPRESSION_CASES,
  type ExpressionOutcome,
} from "#lib/flux/ready-expression-cases.test-support.ts";
import { buildPrograms } from "./build-programs.ts";
import { ControlPlane } from "./control-plane.ts";
import { toNamespace } from "./grant-permissions.ts";
import { putRepository } from "./put-repository.ts";

const NAMESPACE = "apps";
const SOURCE = "fleet";
const REVISION = "main@sha1:1111111111111111111111111111111111111111";
const PATIENCE_MS = 180_000;

/** What the real controller made of each expression, by its place in the table. */
const outcomes = new Map<number, ExpressionOutcome>();
let plane: ControlPlane | null = null;

beforeAll(async () => {
  plane = await ControlPlane.start(buildPrograms(() => {}));
  await plane.client.post("/api/v1/namespaces", toNamespace(NAMESPACE));
  const files = { "web/kustomization.yaml": "resources: []\n" };
  await putRepository(plane, { namespace: NAMESPACE, name: SOURCE, revision: REVISION, files });
  await putDependency(plane);
  await Promise.all(EXPRESSION_CASES.map(([text], index) => putDependent(plane, toName(index), text)));
  // Only now, so that it never sees anything half made.
  await plane.startController();
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await setTimeout(1_000)) {
    const list = await plane.client.get<{ items: readonly unknown[] }>(toApiPath(KUSTOMIZATION, NAMESPACE));
    for (const item of list.items) note(parseRawObject(item));
    if (outcomes.size === EXPRESSION_CASES.length) return;
  }
}, PATIENCE_MS + 60_000);

afterAll(() => plane?.stop());

describe("the table of readyExpr", () => {
  it.each(EXPRESSION_CASES.map(([text, expected], index) => ({ text, expected, index })))(
    "is the real controller's for $text",
    ({ text, expected, index }) => {
      const outcome = outcomes.get(index);
      if (typeof expected === "boolean") expect(outcome).toBe(expected);
      else if ("error" in expected) {
        expect(outcome).toEqual({ error: `failed to evaluate the CEL expression '${text}': ${expected.error}` });
      } else expect(outcome).toEqual({ refused: expect.stringContaining(expected.refused) });
    },
  );
});

/** Suspended, so that the controller leaves the status alone that is written here. */
async function putDependency({ client }: ControlPlane): Promise<void> {
  const { name, annotations, finalizers, labels } = CASE_DEPENDENCY.metadata as RawObject["metadata"] & {
    readonly annotations?: object;
    readonly finalizers?: readonly string[];
    readonly labels?: object;
  };
  const metadata = { name, namespace: NAMESPACE, annotations, finalizers, labels };
  const spec = CASE_DEPENDENCY["spec"] as object;
  await client.create(KUSTOMIZATION, { metadata, spec: { ...spec, path: "./first" } });
  await client.mergePatch(KUSTOMIZATION, NAMESPACE, name, { spec: { path: "./second" } });
  await client.mergePatch(KUSTOMIZATION, NAMESPACE, name, { spec });
  await client.mergePatch(KUSTOMIZATION, NAMESPACE, name, { status: CASE_DEPENDENCY["status"] }, "status");
}

async function putDependent(on: ControlPlane | null, name: string, readyExpr: string): Promise<void> {
  const { labels, annotations } = CASE_SELF.metadata as RawObject["metadata"] & {
    readonly labels?: object;
    readonly annotations?: object;
  };
  const spec = CASE_SELF["spec"] as object;
  const dependsOn = [{ name: CASE_DEPENDENCY.metadata.name, readyExpr }];
  const metadata = { name, namespace: NAMESPACE, labels, annotations };
  await on?.client.create(KUSTOMIZATION, { metadata, spec: { ...spec, dependsOn, path: "./first" } });
  await on?.client.mergePatch(KUSTOMIZATION, NAMESPACE, name, { spec: { path: "./web" } });
}

function note(raw: RawObject | null): void {
  const parsed = raw === null ? null : parseKustomization(raw);
  if (!parsed?.ok || parsed.value.metadata.name === CASE_DEPENDENCY.metadata.name) return;
  const outcome = toOutcome(parsed.value.status.conditions);
  if (outcome !== null) outcomes.set(Number(parsed.value.metadata.name.split("-")[1]), outcome);
}

/** Reads from the conditions how the dependency check went; null while it has not been made. */
function toOutcome(conditions: Parameters<typeof findCondition>[0]): ExpressionOutcome | null {
  const ready = findCondition(conditions, "Ready");
  if (ready === undefined) return null;
  if (ready.reason === "InvalidCELExpression") return { refused: ready.message };
  if (ready.reason !== "DependencyNotReady") return true;
  return ready.message.endsWith("is not ready according to readyExpr eval") ? false : { error: ready.message };
}

function toName(index: number): string {
  return `web-${index}`;
}
