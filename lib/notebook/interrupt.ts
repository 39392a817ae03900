/**
 * Makes Jupyter's Interrupt button stop long work instead of killing the kernel.
 *
 * The button sends SIGINT, which ends a Deno kernel and all its state. Importing this module in a kernel takes the signal, and the
 * work that calls {@link checkpoint} now and then ends with {@link Interrupted}; the variables of earlier cells stay. Outside a
 * kernel the signal keeps its meaning, and a checkpoint only lets other work have its turn.
 */
import { kernelInternals, onCellEnd } from "./fence.ts";

/** Thrown from a {@link checkpoint} when the user pressed Interrupt. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** A turn of the event loop costs a millisecond or more, so not every call takes one. */
const TURN_EVERY_MS = 20;

let controller = new AbortController();
/** Whether the running cell has work that can be stopped; a press at any other time must not stop the next cell. */
let stoppable = false;
let lastTurn = 0;

if (kernelInternals()) {
  Deno.addSignalListener("SIGINT", () => {
    if (stoppable) controller.abort(new Interrupted("stopped by the Interrupt button; variables keep their values"));
  });
  onCellEnd(reset);
}

/**
 * Lets the event loop turn, and ends the work if the user wants it to stop. Cheap enough to call in every round of a loop.
 *
 * @throws {Interrupted} when Interrupt was pressed since the cell began.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { checkpoint } from "@lib/notebook/interrupt.ts";
 * let fitted = 0;
 * for (const _server of ["srv-000001", "srv-000002"]) {
 *   fitted++;
 *   await checkpoint();
 * }
 * strictEqual(fitted, 2);
 * ```
 */
export async function checkpoint(): Promise<void> {
  stoppable = true;
  const { signal } = controller;
  if (!signal.aborted && performance.now() - lastTurn >= TURN_EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    lastTurn = performance.now();
  }
  if (!signal.aborted) return;
  reset();
  throw signal.reason;
}

/** Aborts when the user presses Interrupt during this cell: for `fetch`, timers and whatever else takes a signal. */
export function interruptSignal(): AbortSignal {
  stoppable = true;
  return controller.signal;
}

function reset(): void {
  stoppable = false;
  if (controller.signal.aborted) controller = new AbortController();
}
