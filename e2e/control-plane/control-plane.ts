import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { findFreePort } from "#e2e/start-demo.ts";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";
import { ApiClient } from "./api-client.ts";
import { ArtifactServer } from "./artifact-server.ts";
import type { Binaries } from "./build-programs.ts";
import { grantPermissions } from "./grant-permissions.ts";
import { installCrds } from "./install-crds.ts";
import { PEOPLE, type PersonName, type Tokens } from "./people.ts";
import { ProcessGuard } from "./process-guard.ts";
import { type ApiServerPlan, compact, type Etcd, startApiServer, startEtcd } from "./start-api-server.ts";
import { startKustomizeController } from "./start-controller.ts";
import type { RunningProgram } from "./start-program.ts";

/** How others reach a running control plane: plain data, so that it can be handed to another process. */
export interface ControlPlaneAddress {
  readonly url: string;
  /** PEM text. */
  readonly ca: string;
  readonly tokens: Tokens;
  readonly etcdUrl: string;
  /** A temporary folder that goes with the control plane. */
  readonly folder: string;
}

/** A real etcd and kube-apiserver, with Flux's kinds and several people, and the real kustomize-controller on request. */
export class ControlPlane {
  readonly artifacts = new ArtifactServer();
  readonly #guard: ProcessGuard;
  readonly #binaries: Binaries;
  readonly #etcd: Etcd;
  readonly #plan: ApiServerPlan;
  #apiServer: RunningProgram;
  readonly ca: string;
  /** Speaks as the admin. */
  readonly client: ApiClient;

  private constructor(parts: {
    guard: ProcessGuard;
    binaries: Binaries;
    etcd: Etcd;
    plan: ApiServerPlan;
    apiServer: RunningProgram;
    ca: string;
  }) {
    this.#guard = parts.guard;
    this.#binaries = parts.binaries;
    this.#etcd = parts.etcd;
    this.#plan = parts.plan;
    this.#apiServer = parts.apiServer;
    this.ca = parts.ca;
    this.client = new ApiClient(parts.plan.url, parts.ca, parts.plan.tokens.admin);
  }

  /** Starts etcd and the API server on free ports in a temporary folder, and puts kinds and permissions in. */
  static async start(binaries: Binaries): Promise<ControlPlane> {
    const guard = new ProcessGuard("headwater-plane-");
    try {
      const etcd = await startEtcd(guard, binaries);
      const port = await findFreePort();
      const tokens = Object.fromEntries(Object.keys(PEOPLE).map((name) => [name, randomUUID()])) as Tokens;
      const plan = { url: `https://127.0.0.1:${port}`, port, etcdUrl: etcd.url, tokens };
      const { program, ca } = await startApiServer(guard, binaries, plan);
      const plane = new ControlPlane({ guard, binaries, etcd, plan, apiServer: program, ca });
      await plane.artifacts.listen();
      await installCrds(plane.client);
      await grantPermissions(plane.client);
      return plane;
    } catch (error) {
      await guard.release();
      throw error;
    }
  }

  get address(): ControlPlaneAddress {
    return {
      url: this.#plan.url,
      ca: this.ca,
      tokens: this.#plan.tokens,
      etcdUrl: this.#etcd.url,
      folder: this.#guard.folder,
    };
  }

  /** Writes the kubeconfig of a person, and gives its path. */
  async writeKubeconfig(person: PersonName): Promise<string> {
    const file = join(this.#guard.folder, `kubeconfig-${person}`);
    const { url, tokens } = this.#plan;
    await writeKubeconfig(file, [{ name: "control-plane", url, ca: this.ca, token: tokens[person] }]);
    return file;
  }

  async startController(): Promise<void> {
    await startKustomizeController(this.#guard, this.#binaries, await this.writeKubeconfig("admin"));
  }

  /** Ends the API server as a machine that fails does; etcd keeps everything. */
  async stopApiServer(): Promise<void> {
    await this.#apiServer.kill();
  }

  /** Starts it again on its port, with the certificate that it had. */
  async startApiServer(): Promise<void> {
    this.#apiServer = (await startApiServer(this.#guard, this.#binaries, this.#plan)).program;
  }

  compact(): Promise<void> {
    return compact(this.#etcd.url);
  }

  /** Ends everything and leaves nothing. */
  async stop(): Promise<void> {
    this.artifacts.close();
    await this.client.close();
    await this.#guard.release();
  }
}
