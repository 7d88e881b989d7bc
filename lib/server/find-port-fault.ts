import { createServer } from "node:net";

/** Tries to listen on an address; gives null when that works, else one sentence that says why not and what to do. */
export function findPortFault(hostname: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(toPortFault(error, hostname, port)));
    probe.listen({ host: hostname, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

/** Says why a server cannot listen on an address, and what to do. */
export function toPortFault(error: Error, hostname: string, port: number): string {
  const { code, message }: NodeJS.ErrnoException = error;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`;
    case "EACCES":
      return `Port ${port} may not be used by this user. Choose one above 1023: PORT=3000 npm start`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `"${hostname}" is no address of this machine. Set HOSTNAME to one, such as 127.0.0.1.`;
    default:
      return `Headwater cannot listen on ${hostname}:${port}: ${message}`;
  }
}
