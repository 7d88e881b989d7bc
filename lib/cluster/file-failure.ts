import type { ApiError } from "./api-error.ts";
import { failure } from "./kubeconfig-file.ts";

/** Says that a file which a context's credentials need cannot be read, and why. */
export function toFileFailure(owner: string, file: string, thrown: unknown): ApiError {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  const what = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
  return failure(
    `The file ${file}, which the credentials for "${owner}" need, ${what}.`,
    "Put the file there, or correct its path in the kubeconfig.",
    thrown,
  );
}
