/** How long work takes, whatever else the machine does meanwhile. */
import { cpuUsage } from "node:process";

/** Processor time of this process so far, all threads together: unlike a clock, not lengthened by other processes. */
export function cpuSeconds(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
}
