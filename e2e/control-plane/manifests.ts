import { stringify } from "yaml";

/** Writes a ConfigMap, the least that an artifact can hold; `finalizers` that nobody takes away keep it from going. */
export function toConfigMap(name: string, namespace: string, finalizers?: readonly string[]): string {
  const metadata = { name, namespace, ...(finalizers === undefined ? {} : { finalizers }) };
  return stringify({ apiVersion: "v1", kind: "ConfigMap", metadata, data: { of: name } });
}

/** Writes a Deployment that never becomes available, for there is nobody to run it. */
export function toDeployment(name: string, namespace: string): string {
  const labels = { app: name };
  return stringify({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image: "example.com/web:1" }] } },
    },
  });
}

/** Writes a Service that the API server refuses. */
export function toInvalidService(name: string, namespace: string): string {
  const spec = { ports: [{ port: 99999999 }] };
  return stringify({ apiVersion: "v1", kind: "Service", metadata: { name, namespace }, spec });
}

/** Writes a kustomization.yaml that names a file which is not there. */
export function toBrokenKustomization(missing = "nope.yaml"): string {
  return stringify({ resources: [missing] });
}
