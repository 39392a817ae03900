/** A progress line for long cells: live while it runs, one stable line when it is done, and a place to be interrupted. */
import { checkpoint } from "./interrupt.ts";
import { inKernel, publish } from "./outside.ts";

/** A running progress line. */
export interface Progress {
  /**
   * Says how much is finished; ends the loop with an error when the user pressed Interrupt.
   *
   * @param finished Units finished so far; default one more than before.
   */
  tick(finished?: number): Promise<void>;
  /** Replaces the line by its last state; without a time in it, so that the same run gives the same notebook. */
  done(text?: string): Promise<void>;
}

/** Time between two drawings: often enough to look alive, seldom enough not to slow the work. */
const EVERY_MS = 100;
const BAR_WIDTH = 24;

/**
 * Starts a progress line. Outside a kernel it is silent.
 *
 * @param total Units of work in all.
 * @param label What is being done, for example `backtest`.
 */
export function progress(total: number, label: string): Progress {
  const displayId = inKernel() ? crypto.randomUUID() : "";
  let finished = 0, drawnAt = -Infinity, isShown = false;
  const draw = async (text: string): Promise<void> => {
    const update = isShown;
    isShown = true;
    await publish({ "text/plain": text }, { displayId, update });
  };
  return {
    async tick(count = finished + 1) {
      finished = count;
      const now = performance.now();
      if (now - drawnAt >= EVERY_MS) {
        drawnAt = now;
        await draw(`${label} ${bar(finished, total)} ${finished} of ${total}`);
      }
      await checkpoint();
    },
    async done(text = `${label}: ${finished} of ${total}`) {
      await draw(text);
    },
  };
}

function bar(finished: number, total: number): string {
  const share = total > 0 ? Math.min(1, Math.max(0, finished / total)) : 0;
  const filled = Math.round(share * BAR_WIDTH);
  return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
}
