/** Says what was done to the objects of an inventory, a line each, as the controller's events do: `Kind/namespace/name created`. */
export function describeObjects(inventory: readonly string[], verb: string): string {
  const lines = inventory.map((id) => {
    const [namespace = "", name = ""] = id.split("_");
    const kind = id.slice(id.lastIndexOf("_") + 1);
    return `${kind}/${namespace === "" ? "" : `${namespace}/`}${name} ${verb}`;
  });
  return lines.join("\n");
}
