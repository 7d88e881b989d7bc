import { readFile } from "node:fs/promises";
import type { Credential, CredentialSource } from "./credential-source.ts";
import { toFileFailure } from "./file-failure.ts";
import { failure } from "./kubeconfig-file.ts";

/** As client-go has it: a minute less the ten seconds that it keeps as a margin. */
const READ_AGAIN_MS = 50_000;

/**
 * Gives the token in a file, read again as time goes by because whoever wrote it will replace it. A file that cannot be
 * read just then leaves the token of before in use. `owner` names the context in messages.
 */
export function createTokenFile(file: string, owner: string): CredentialSource {
  let known: { readonly credential: Credential; readonly until: number } | null = null;
  return {
    async read(clock) {
      if (known !== null && clock.now() < known.until) return known.credential;
      try {
        const credential = { token: await readToken(file, owner), certificate: null };
        known = { credential, until: clock.now() + READ_AGAIN_MS };
        return credential;
      } catch (error) {
        if (known === null) throw error;
        return known.credential;
      }
    },
  };
}

async function readToken(file: string, owner: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((thrown: unknown) => {
    throw toFileFailure(owner, file, thrown);
  });
  // It ends in a line break as often as not.
  const token = text.trim();
  if (token !== "") return token;
  throw failure(
    `The token file ${file} of "${owner}" is empty.`,
    "Log in to the cluster again, or put the token there.",
  );
}
