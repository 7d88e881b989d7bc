import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { createTokenFile } from "./token-file.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "headwater-token-"));
  file = path.join(folder, "token");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As the kubelet does it: the new content is there at once, or not at all. */
function replace(text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function putFolder(): void {
  rmSync(file);
  mkdirSync(file);
}

describe("createTokenFile", () => {
  it("gives the token without what is around it, and reads it again after 50 s", async () => {
    const clock = new FakeClock();
    const source = createTokenFile(file, "prod");
    replace(" first\n");
    expect(await source.read(clock)).toEqual({ token: "first", certificate: null });
    replace("second\n");
    clock.advance(49_999);
    expect((await source.read(clock)).token).toBe("first");
    clock.advance(1);
    expect((await source.read(clock)).token).toBe("second");
  });

  it.each([
    ["is away", () => rmSync(file)],
    ["is empty", () => replace("\n")],
    ["is a folder", () => putFolder()],
  ])(
    "goes on with the last token while the file %s, and takes the next as soon as it is there",
    async (_name, spoil) => {
      const clock = new FakeClock();
      const source = createTokenFile(file, "prod");
      replace("first");
      await source.read(clock);
      spoil();
      clock.advance(60_000);
      expect((await source.read(clock)).token).toBe("first");
      rmSync(file, { recursive: true, force: true });
      replace("second");
      expect((await source.read(clock)).token).toBe("second");
    },
  );

  it("says that there is no file", async () => {
    await expect(createTokenFile(file, "prod").read(new FakeClock())).rejects.toMatchObject({
      kind: "credentials",
      message: `The file ${file}, which the credentials for "prod" need, does not exist.`,
      fix: "Put the file there, or correct its path in the kubeconfig.",
    });
  });

  it("says that the file is empty", async () => {
    replace("\n");
    await expect(createTokenFile(file, "prod").read(new FakeClock())).rejects.toMatchObject({
      kind: "credentials",
      message: `The token file ${file} of "prod" is empty.`,
      fix: "Log in to the cluster again, or put the token there.",
    });
  });
});
