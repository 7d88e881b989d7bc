/** Next calls this once when the server starts, never while it builds. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { startProcess } = await import("#lib/server/start-process.ts");
  startProcess();
}
