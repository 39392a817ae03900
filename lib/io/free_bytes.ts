/** How much room is left on a disk. */
import { statfs } from "node:fs/promises";

/** Bytes that may still be written where a folder lies; it must be there. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Number(bavail) * Number(bsize);
}
