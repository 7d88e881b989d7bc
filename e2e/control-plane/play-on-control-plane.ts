import { setTimeout } from "node:timers/promises";
import { REVISIONS, type Scenario, type Stage } from "#lib/emulator/flux/scenarios/scenario.test-support.ts";
import { toCaseFiles } from "./case-artifacts.ts";
import type { ControlPlane } from "./control-plane.ts";
import { toNamespace } from "./grant-permissions.ts";

/** Namespaces in which cases play besides their own. */
const MORE_NAMESPACES = ["cross-ns-b"];

/** Makes the namespaces of the cases. */
export async function prepareNamespaces({ client }: ControlPlane, scenarios: readonly Scenario[]): Promise<void> {
  const names = [...scenarios.map(({ name }) => name), ...MORE_NAMESPACES];
  await Promise.all(names.map((name) => client.post("/api/v1/namespaces", toNamespace(name))));
}

/** Plays the steps of cases at their times, all cases at once; resolves when the last step has been made. */
export async function playOnControlPlane(plane: ControlPlane, scenarios: readonly Scenario[]): Promise<void> {
  const began = Date.now();
  await Promise.all(
    scenarios.map(async (scenario) => {
      const stage = toStage(plane, scenario);
      for (const { at, acts } of scenario.steps) {
        await setTimeout(Math.max(0, began + at * 1000 - Date.now()));
        for (const act of acts) await act(stage);
      }
    }),
  );
}

function toStage({ client, artifacts }: ControlPlane, scenario: Scenario): Stage {
  return {
    namespace: scenario.name,
    appliesArtifacts: true,
    async create(kind, object) {
      await client.create(kind, object);
    },
    async mergePatch(kind, namespace, name, patch, subresource) {
      await client.mergePatch(kind, namespace, name, patch, subresource);
    },
    delete: (kind, namespace, name) => client.delete(kind, namespace, name),
    toArtifact: (namespace, revision) =>
      artifacts.store(`${namespace}-${revision}`, REVISIONS[revision], toCaseFiles(scenario, namespace, revision)),
  };
}
