/** A remote file to disk: resumed, checked, and in its place only when it is whole. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { dirname } from "node:path";
import { fetchOnto } from "./fetch_onto.ts";
import { freeBytes } from "./free_bytes.ts";
import { Interruption } from "./interruption.ts";
import { PartialFile } from "./partial_file.ts";

/** A file to download. */
export interface DownloadSource {
  /** http or https. */
  readonly url: string;
  /** What the file must be, in hexadecimal; without it only its length is checked. */
  readonly sha256?: string;
}

/** How to download. */
export interface DownloadOptions {
  /** Milliseconds without a byte after which a connection is given up. Default 30,000. */
  readonly stallMs?: number;
  /** Tries in a row without a byte more before giving up. Default 5. */
  readonly attempts?: number;
  /** Milliseconds before the second try; each further one waits twice as long. Default 1,000. */
  readonly backoffMs?: number;
  /** The longest wait, also when a server asks for more. Default 60,000. */
  readonly longestPauseMs?: number;
  /** Called with bytes so far and, where it is known, in all. */
  readonly onProgress?: (done: number, total: number | undefined) => void;
  /** Called before each wait. */
  readonly onRetry?: (reason: string, pauseMs: number) => void;
  /** Room where a folder lies. Default: asks the disk. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** A finished download. */
export interface Downloaded {
  readonly bytes: number;
  readonly sha256: string;
  /** Bytes that an earlier download had left. */
  readonly resumedFrom: number;
}

/**
 * Downloads a file.
 *
 * The bytes gather in `<path>.part`; whoever calls again, in this process or a later one, goes on from there as long as the
 * server still has the same version (If-Range). A file without a version to compare is begun anew.
 *
 * @param path Where the file goes; its folder is made. A file that is there is replaced at the end.
 * @throws {CapacityError} when the server refuses, the disk is too small, the checksum is another, or every try failed. What
 * was downloaded stays for the next call, except after a wrong checksum.
 */
export async function download(
  source: DownloadSource,
  path: string,
  options: DownloadOptions = {},
): Promise<Downloaded> {
  await Deno.mkdir(dirname(path), { recursive: true });
  using part = await PartialFile.open(path);
  const resumedFrom = part.size;
  await fetchWhole(source, part, options);
  let sha256 = await part.sha256();
  if (source.sha256 !== undefined && sha256 !== source.sha256 && resumedFrom > 0) {
    // The bytes of an earlier process may be damaged; a fresh file decides.
    await part.restart();
    await fetchWhole(source, part, options);
    sha256 = await part.sha256();
  }
  if (source.sha256 !== undefined && sha256 !== source.sha256) {
    await part.discard();
    throw new CapacityError(`Cannot download ${source.url}: expected SHA-256 ${source.sha256}, got ${sha256}`, {
      remedy: "the file has changed or is damaged; it was thrown away",
    });
  }
  await part.finish();
  return { bytes: part.size, sha256, resumedFrom };
}

/** Fetches again and again until the file is whole. */
async function fetchWhole(
  { url, sha256 }: DownloadSource,
  part: PartialFile,
  { attempts = 5, backoffMs = 1000, longestPauseMs = 60_000, stallMs = 30_000, onRetry, ...options }: DownloadOptions,
): Promise<void> {
  let furthest = part.size, failures = 0;
  for (;;) {
    try {
      return await fetchOnto(part, {
        url,
        stallMs,
        // A checksum at the end makes it safe to go on without a version.
        mayResumeUnversioned: sha256 !== undefined,
        onProgress: options.onProgress ?? (() => {}),
        freeBytes: options.freeBytes ?? freeBytes,
      });
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      // A server that always breaks off at the same place must not be asked for ever.
      failures = part.size > furthest ? 0 : failures + 1;
      furthest = Math.max(furthest, part.size);
      const kept = `${part.size} bytes are kept: run the same again to go on`;
      if (failures >= attempts) {
        throw new CapacityError(
          `Cannot download ${url}: ${failures} tries in a row failed, the last: ${error.message}`,
          {
            remedy: kept,
            cause: error,
          },
        );
      }
      const asked = error.retryAfterMs ?? 0;
      if (asked > longestPauseMs) {
        throw new CapacityError(
          `Cannot download ${url}: the server asks to wait ${Math.ceil(asked / 1000)} seconds`,
          { remedy: `try again then; ${kept}`, cause: error },
        );
      }
      const pause = Math.min(longestPauseMs, Math.max(asked, backoffMs * 2 ** Math.max(0, failures - 1)));
      onRetry?.(messageOf(error), pause);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
