/** Writes that are seen whole or not at all: into a temporary neighbour first, then renamed into place. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";

let serial = 0;

function temporaryNeighbour(path: string): string {
  return `${path}.${Deno.pid}-${++serial}.tmp`;
}

/**
 * Writes a file in one step.
 *
 * @throws {CapacityError} when the folder cannot be made or written.
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = temporaryNeighbour(path);
  try {
    await Deno.mkdir(path.replace(/[^/\\]*$/, "") || ".", { recursive: true });
    await Deno.writeFile(temporary, typeof content === "string" ? new TextEncoder().encode(content) : content);
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw unwritable(path, error);
  }
}

/**
 * Makes a folder in one step: `fill` writes into a temporary folder, which then takes the place of `path`.
 * When `fill` throws or the process is interrupted, an older folder at `path` is untouched.
 *
 * @param replace Whether an existing folder may be replaced; otherwise it is refused.
 * @throws {CapacityError} when the folder exists and may not be replaced, or cannot be written.
 */
export async function writeFolderAtomic(
  path: string,
  fill: (folder: string) => Promise<void>,
  { replace }: { replace: boolean },
): Promise<void> {
  if (!replace) await refuseExisting(path);
  const temporary = temporaryNeighbour(path);
  const removeTemporary = (): void => {
    try {
      Deno.removeSync(temporary, { recursive: true });
    } catch { /* never made, or already in place */ }
  };
  // A signal ends the process without running `finally`, so the half-written folder is removed here.
  const interrupted = (): void => {
    removeTemporary();
    Deno.exit(130);
  };
  const ownsSignals = !("jupyter" in Deno);
  if (ownsSignals) Deno.addSignalListener("SIGINT", interrupted);
  try {
    try {
      await Deno.mkdir(temporary, { recursive: true });
    } catch (error) {
      throw unwritable(path, error);
    }
    await fill(temporary);
    await Deno.remove(path, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw unwritable(path, error);
    });
    await Deno.rename(temporary, path);
  } catch (error) {
    removeTemporary();
    throw error;
  } finally {
    if (ownsSignals) Deno.removeSignalListener("SIGINT", interrupted);
  }
}

/**
 * Refuses to go on when a finished folder is in the way.
 *
 * @throws {CapacityError} when `path` exists and is not an empty folder.
 */
export async function refuseExisting(path: string): Promise<void> {
  try {
    for await (const _ of Deno.readDir(path)) {
      throw new CapacityError(`Cannot write ${path}: expected no finished folder there, found one`, {
        remedy: "choose another --out, or replace it with --force",
        kind: "usage",
      });
    }
  } catch (error) {
    if (error instanceof CapacityError) throw error;
    if (error instanceof Deno.errors.NotFound) return;
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): CapacityError {
  if (error instanceof CapacityError) return error;
  return new CapacityError(`Cannot write ${path}: ${messageOf(error).replace(/\n.*/s, "")}`, {
    remedy: "choose a folder that exists and is writable",
    cause: error,
  });
}
