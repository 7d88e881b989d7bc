/** One program of the control plane: a Go module of its own that pins it as a tool. */
export interface Program {
  /** Also the folder below `programs/` that holds its go.mod and go.sum. */
  readonly name: "etcd" | "kube-apiserver" | "kustomize-controller";
  /** The package that is built, as the `tool` line of its go.mod names it. */
  readonly tool: string;
  /** Values that the linker sets, by the full name of the variable. */
  readonly variables: Readonly<Record<string, string>>;
}

const VERSION_PACKAGE = "k8s.io/component-base/version";

/** What is built, in the order in which it is started. Without its variables the API server calls itself v0.0.0. */
export const PROGRAMS: readonly Program[] = [
  { name: "etcd", tool: "go.etcd.io/etcd/server/v3", variables: {} },
  {
    name: "kube-apiserver",
    tool: "k8s.io/kubernetes/cmd/kube-apiserver",
    variables: {
      [`${VERSION_PACKAGE}.gitVersion`]: "v1.36.3",
      [`${VERSION_PACKAGE}.gitMajor`]: "1",
      [`${VERSION_PACKAGE}.gitMinor`]: "36",
      [`${VERSION_PACKAGE}.gitTreeState`]: "clean",
    },
  },
  { name: "kustomize-controller", tool: "github.com/fluxcd/kustomize-controller", variables: {} },
];
