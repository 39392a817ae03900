/** Temporary files and folders that are being written: a signal removes them before it ends the process. */

const unfinished = new Set<string>();
let serial = 0;

/** How often and at what distance removing is tried again. */
const ROUNDS = 50, PAUSE_MS = 10;
const clock = new Int32Array(new SharedArrayBuffer(4));

/** The exit code that a shell gives to a command stopped by Ctrl-C. */
const STOPPED = 130;

/** A temporary neighbour of a path, removed when a signal ends the process; give it back with `abandon`. */
export function begin(path: string): string {
  const temporary = `${path}.${Deno.pid}-${++serial}.tmp`;
  if (unfinished.size === 0) listen(true);
  unfinished.add(temporary);
  return temporary;
}

/** Removes a temporary neighbour, if it is still there. */
export function abandon(temporary: string): void {
  remove(temporary);
  unfinished.delete(temporary);
  if (unfinished.size === 0) listen(false);
}

/** Removes a file or folder; what workers still add while it is emptied goes in the next round. */
function remove(path: string): void {
  for (let round = 0; round < ROUNDS; round++) {
    try {
      Deno.removeSync(path, { recursive: true });
    } catch { /* never made, already in place, or not empty any more */ }
    if (!isThere(path)) return;
    Atomics.wait(clock, 0, 0, PAUSE_MS);
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function stop(): void {
  for (const path of unfinished) remove(path);
  Deno.exit(STOPPED);
}

/** Only while something is being written, and never in a notebook kernel, whose Interrupt must not end it. */
function listen(on: boolean): void {
  if (inKernel()) return;
  // Windows knows no SIGTERM.
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  for (const signal of signals) {
    if (on) Deno.addSignalListener(signal, stop);
    else Deno.removeSignalListener(signal, stop);
  }
}

function inKernel(): boolean {
  try {
    return Deno.jupyter !== undefined;
  } catch {
    return false;
  }
}

/**
 * Removes what a process that was killed has left unfinished: a notebook kernel has no time to clean up.
 *
 * @param folders Where it may have written.
 */
export async function removeUnfinishedOf(pid: number, folders: readonly string[]): Promise<void> {
  const isTemporary = new RegExp(`\\.${pid}-\\d+\\.tmp$`);
  for (const folder of folders) {
    const entries = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
    for (const { name } of entries) if (isTemporary.test(name)) remove(`${folder}/${name}`);
  }
}
