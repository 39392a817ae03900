/** Writes that are seen whole or not at all: into a temporary neighbour first, then renamed into place. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { dirname, resolve } from "node:path";
import { abandon, begin } from "./unfinished.ts";

/**
 * Writes a file in one step.
 *
 * @throws {CapacityError} when the folder cannot be made or written.
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const target = resolve(path), temporary = begin(target);
  try {
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.writeFile(temporary, typeof content === "string" ? new TextEncoder().encode(content) : content);
    await Deno.rename(temporary, target);
  } catch (error) {
    throw unwritable(path, error);
  } finally {
    abandon(temporary);
  }
}

/**
 * Makes a folder in one step: `fill` writes into a temporary folder, which then takes the place of `path`.
 * When `fill` throws or the process is interrupted, an older folder at `path` is untouched.
 *
 * @param replace Whether a finished run may be replaced; anything that is no run of ours is refused in any case.
 * @throws {CapacityError} when something is in the way that may not be replaced, or the folder cannot be written.
 */
export async function writeFolderAtomic(
  path: string,
  fill: (folder: string) => Promise<void>,
  { replace }: { replace: boolean },
): Promise<void> {
  await refuseExisting(path, { replace });
  const target = resolve(path), temporary = begin(target);
  try {
    try {
      await Deno.mkdir(temporary, { recursive: true });
    } catch (error) {
      throw unwritable(path, error);
    }
    await fill(temporary);
    swap(temporary, target);
  } finally {
    abandon(temporary);
  }
}

/** Puts a folder in the place of another. Synchronous, so that no signal comes in between; a failed swap is undone. */
function swap(temporary: string, target: string): void {
  const old = `${temporary}.old`;
  let hadOld = true;
  try {
    Deno.renameSync(target, old);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw unwritable(target, error);
    hadOld = false;
  }
  try {
    Deno.renameSync(temporary, target);
  } catch (error) {
    if (hadOld) Deno.renameSync(old, target);
    throw unwritable(target, error);
  }
  if (hadOld) Deno.removeSync(old, { recursive: true });
}

/**
 * Refuses to go on when something is in the way.
 *
 * @param replace Whether a finished run (a folder with a manifest) may be in the way.
 * @throws {CapacityError} when `path` is a file, a folder that is no run, or a run that may not be replaced.
 */
export async function refuseExisting(path: string, { replace = false } = {}): Promise<void> {
  let names: string[];
  try {
    names = await Array.fromAsync(Deno.readDir(path), ({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw unwritable(path, error);
  }
  if (names.length === 0) return;
  if (!names.includes("manifest.json")) {
    throw new CapacityError(`Cannot write ${path}: expected an empty folder or a run of ours, found other files`, {
      remedy: "choose another --out",
      kind: "usage",
    });
  }
  if (!replace) {
    throw new CapacityError(`Cannot write ${path}: expected no finished folder there, found one`, {
      remedy: "choose another --out, or replace it with --force",
      kind: "usage",
    });
  }
}

function unwritable(path: string, error: unknown): CapacityError {
  if (error instanceof CapacityError) return error;
  return new CapacityError(`Cannot write ${path}: ${messageOf(error).replace(/\n.*/s, "")}`, {
    remedy: "choose a folder that exists and is writable",
    cause: error,
  });
}
