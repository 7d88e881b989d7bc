import type { ObjectDetails } from "#lib/api/object-details.ts";
import { type ApiKind, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

type Command = ObjectDetails["commands"][number];

const FLUX_NAMES: Readonly<Record<string, string>> = {
  Kustomization: "kustomization",
  GitRepository: "source git",
  OCIRepository: "source oci",
  Bucket: "source bucket",
};

/** Writes the commands that look at an object and act on it in a terminal, quoted for a POSIX shell. */
export function toCommands(kind: ApiKind, object: RawObject, context: string | null): Command[] {
  const { namespace = "", name } = object.metadata;
  const place = ["-n", namespace, ...(context === null ? [] : ["--context", context])].map(quote).join(" ");
  const resource = `${kind.plural}.${kind.group}`;
  const command = (tool: Command["tool"], what: string, line: string): Command => ({
    tool,
    what,
    line: `${tool} ${line} ${place}`,
  });
  const looks: Command[] = [
    command("kubectl", "Look at it", `describe ${resource} ${quote(name)}`),
    command("kubectl", "Its YAML", `get ${resource} ${quote(name)} -o yaml`),
  ];
  const flux = FLUX_NAMES[kind.kind];
  if (flux === undefined) return looks;
  const suspended = (object["spec"] as { suspend?: unknown } | undefined)?.suspend === true;
  const isKustomization = kind.kind === KUSTOMIZATION.kind;
  return [
    command("flux", "Reconcile it", `reconcile ${flux} ${quote(name)}${isKustomization ? " --with-source" : ""}`),
    suspended
      ? command("flux", "Resume it", `resume ${flux} ${quote(name)}`)
      : command("flux", "Suspend it", `suspend ${flux} ${quote(name)}`),
    ...(isKustomization ? [command("flux", "What it has applied", `tree ${flux} ${quote(name)}`)] : []),
    ...looks,
  ];
}

function quote(word: string): string {
  return /^[\w.:@/=+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
