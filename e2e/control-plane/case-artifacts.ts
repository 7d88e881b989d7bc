import { stringify } from "yaml";
import {
  dependsOn,
  type REVISIONS,
  type Scenario,
  SHORT_CLOCKS,
} from "#lib/emulator/flux/scenarios/scenario.test-support.ts";
import { toBrokenKustomization, toConfigMap, toDeployment, toInvalidService } from "./manifests.ts";

type Files = Readonly<Record<string, string>>;

/** Every name that a Kustomization of the cases has: its path is `./<name>`. */
const NAMES = ["a", "b", "b2", "c", "d", "e", "x", "y", "z", "parent", "child"];

/** What stands below `./a` or `./parent` where a case wants a pass to go wrong, or to last. */
const CONTENTS: Readonly<Record<string, (namespace: string) => Files>> = {
  "build-failed": () => ({ "a/kustomization.yaml": toBrokenKustomization() }),
  "apply-failed": (namespace) => ({ "a/service.yaml": toInvalidService("bad", namespace) }),
  "access-denied": (namespace) => ({ "a/x.yaml": toConfigMap("x", namespace) }),
  "crd-missing": (namespace) => ({
    "a/widget.yaml": stringify({ apiVersion: "acme.example/v1", kind: "Widget", metadata: { name: "w", namespace } }),
  }),
  "health-timeout": (namespace) => ({ "a/deployment.yaml": toDeployment("web", namespace) }),
  "hidden-cycle": (namespace) => ({
    "parent/child.yaml": stringify({
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      kind: "Kustomization",
      metadata: { name: "child", namespace },
      spec: {
        ...SHORT_CLOCKS,
        path: "./child",
        sourceRef: { kind: "GitRepository", name: "repo" },
        ...dependsOn("parent"),
      },
    }),
  }),
  // Nobody takes this finalizer away, so that deleting lasts until the time-out.
  terminating: (namespace) => ({ "a/held.yaml": toConfigMap("a", namespace, ["headwater.test/held"]) }),
};

/** Gives the files of a case's artifact at a revision: a ConfigMap below each path, or what the case wants to go wrong. */
export function toCaseFiles({ name, outcomes }: Scenario, namespace: string, revision: keyof typeof REVISIONS): Files {
  const special = CONTENTS[name]?.(namespace) ?? {};
  const taken = new Set(Object.keys(special).map((path) => path.split("/")[0]));
  const isAbsent = (one: string) =>
    [one, `${one}@${revision}`].some((key) => outcomes[key]?.fault?.step === "fetch") || taken.has(one);
  const plain = NAMES.filter((one) => !isAbsent(one)).map((one) => [
    `${one}/configmap.yaml`,
    toConfigMap(one, namespace),
  ]);
  return { ...Object.fromEntries(plain), ...special };
}
