import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { writeTar } from "./write-tar.ts";

/** What a source's status says of its artifact. */
export interface Artifact {
  readonly url: string;
  readonly path: string;
  readonly revision: string;
  readonly digest: string;
  readonly lastUpdateTime: string;
}

/** Stands in for source-controller's storage: serves archives, and gives what a source's status has to say of them. */
export class ArtifactServer {
  readonly #server: Server;
  readonly #archives = new Map<string, Buffer>();
  #url = "";

  constructor() {
    this.#server = createServer((request, response) => {
      const archive = this.#archives.get(request.url ?? "");
      response.writeHead(archive === undefined ? 404 : 200, { "Content-Type": "application/gzip" }).end(archive);
    });
  }

  async listen(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The artifact server has no port.");
    this.#url = `http://127.0.0.1:${address.port}`;
  }

  /** Stores files (text by path) as the artifact of a revision. */
  store(name: string, revision: string, files: Readonly<Record<string, string>>): Artifact {
    const archive = gzipSync(writeTar(files));
    const digest = createHash("sha256").update(archive).digest("hex");
    const path = `/${name}/${digest.slice(0, 12)}.tar.gz`;
    this.#archives.set(path, archive);
    return {
      url: `${this.#url}${path}`,
      path: path.slice(1),
      revision,
      digest: `sha256:${digest}`,
      lastUpdateTime: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    };
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
