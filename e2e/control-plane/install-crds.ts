import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parse } from "yaml";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ApiClient } from "./api-client.ts";
import { downloadModule, findModule } from "./build-programs.ts";

const SOURCE_CONTROLLER = "github.com/fluxcd/source-controller@v1.9.5";
const BASES = join("config", "crd", "bases");
const PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

interface Definition extends RawObject {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** Creates the definitions of Flux's kinds as the controllers' own modules ship them, and waits until they are served. */
export async function installCrds(client: ApiClient): Promise<void> {
  const folders = [
    findModule("kustomize-controller", "github.com/fluxcd/kustomize-controller"),
    downloadModule(SOURCE_CONTROLLER),
  ].map((folder) => join(folder, BASES));
  const definitions = folders.flatMap((folder) =>
    readdirSync(folder).map((file) => parse(readFileSync(join(folder, file), "utf8")) as RawObject),
  );
  await Promise.all(definitions.map((definition) => client.post(PATH, definition)));
  await Promise.all(definitions.map(({ metadata }) => waitUntilServed(client, metadata.name)));
}

/** Established is not enough: until its watch cache is filled, the API server answers 429 to who watches a new kind. */
async function waitUntilServed(client: ApiClient, name: string): Promise<void> {
  for (;;) {
    const { spec, status } = await client.get<Definition>(`${PATH}/${name}`);
    const established = status?.conditions?.some(
      ({ type, status: value }) => type === "Established" && value === "True",
    );
    const versions = spec.versions.filter(({ served }) => served);
    const lists = versions.map(
      (version) => `/apis/${spec.group}/${version.name}/${spec.names.plural}?resourceVersion=0`,
    );
    const answers = established ? await Promise.all(lists.map((list) => client.get(list).then(yes, no))) : [false];
    if (answers.every((answer) => answer)) return;
    await setTimeout(50);
  }
}

const yes = () => true;
const no = () => false;
