/** Ctrl-C for commands with children: what they have begun is undone before the process ends. */

/** The exit code that a shell gives to a command stopped by Ctrl-C. */
const STOPPED = 130;

/**
 * Does work that Ctrl-C (or SIGTERM) may stop: the signal aborts, the work cleans up and rejects, then the process ends with code 130.
 * A second Ctrl-C ends it at once.
 */
export async function withStopSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) Deno.exit(STOPPED);
    controller.abort(new Error("stopped"));
  };
  // Windows knows no SIGTERM.
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) Deno.exit(STOPPED);
    throw error;
  } finally {
    for (const signal of signals) Deno.removeSignalListener(signal, stop);
  }
}
