import { GIT_REPOSITORY } from "#lib/flux/kinds.ts";
import type { ControlPlane } from "./control-plane.ts";

/** A GitRepository, and the files (text by path) of its artifact. */
export interface Repository {
  readonly namespace: string;
  readonly name: string;
  readonly revision: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Creates a source that has its artifact, as source-controller would leave it. */
export async function putRepository({ client, artifacts }: ControlPlane, repository: Repository): Promise<void> {
  const { namespace, name, revision, files } = repository;
  const spec = { interval: "10m", url: `https://example.com/${name}.git` };
  await client.create(GIT_REPOSITORY, { metadata: { name, namespace }, spec });
  const artifact = artifacts.store(`${namespace}-${name}`, revision, files);
  const since = { lastTransitionTime: artifact.lastUpdateTime, observedGeneration: 1 };
  const ready = { type: "Ready", status: "True", reason: "Succeeded", message: "stored artifact", ...since };
  const status = { artifact, observedGeneration: 1, conditions: [ready] };
  await client.mergePatch(GIT_REPOSITORY, namespace, name, { status }, "status");
}
