/** How far the server's clock is ahead of this browser's, in milliseconds: ages and countdowns are told by the server's. */
export class ServerClock {
  #offsetMs = 0;

  /** Takes note of the hour that the server wrote into an answer which has just come. */
  learn(serverTime: string, receivedMs: number): void {
    const offset = Date.parse(serverTime) - receivedMs;
    // Latency makes each reading a little late; below half a second it would only make the seconds stutter.
    if (Number.isFinite(offset) && Math.abs(offset - this.#offsetMs) > 500) this.#offsetMs = offset;
  }

  /** The server's hour for one of this browser's, both in milliseconds since the epoch. */
  toServerTime(browserMs: number): number {
    return browserMs + this.#offsetMs;
  }
}

/** The one of the page. */
export const serverClock = new ServerClock();
