import { type Logger, pino } from "pino";

export type Log = Logger;

/** Makes the log of the process: JSON lines on standard output. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: pino.stdSerializers.err },
  });
}
