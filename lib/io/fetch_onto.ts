/** One request that adds bytes to a file on its way. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { dirname } from "node:path";
import { contentRangeOf, remoteVersionOf, retryAfterOf } from "./http_headers.ts";
import { Interruption, interruptionOf } from "./interruption.ts";
import type { PartialFile } from "./partial_file.ts";
import { StallWatch } from "./stall_watch.ts";

/** What one request needs. */
export interface FetchOntoOptions {
  readonly url: string;
  /** Milliseconds without a byte after which the request is given up. */
  readonly stallMs: number;
  /** Whether bytes of no known version may be continued. */
  readonly mayResumeUnversioned: boolean;
  readonly onProgress: (done: number, total: number | undefined) => void;
  readonly freeBytes: (folder: string) => Promise<number>;
}

/** Answers after which the same request may succeed. */
const TRY_AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Bytes between two looks at the disk, and what is left to others on it. */
const CHECK_DISK_EVERY = 1 << 26, DISK_RESERVE = 1 << 24;

/**
 * Requests what is missing and appends it; returns when the file is whole.
 *
 * @throws {Interruption} when it is not whole, and may be next time.
 * @throws {CapacityError} when another try would be in vain.
 */
export async function fetchOnto(part: PartialFile, options: FetchOntoOptions): Promise<void> {
  const { url, stallMs } = options;
  if (!mayContinue(part, options)) await part.restart();
  using watch = new StallWatch(stallMs);
  const response = await request(part, url, watch);
  const body = response.body;
  try {
    const total = await adopt(part, response, url);
    if (total === part.size) return;
    await receive(part, body, total, watch, options);
  } finally {
    await body?.cancel().catch(() => {});
  }
}

function mayContinue(part: PartialFile, { url, mayResumeUnversioned }: FetchOntoOptions): boolean {
  if (part.size === 0) return false;
  return part.version?.url === url && (part.version.validator !== undefined || mayResumeUnversioned);
}

async function request(part: PartialFile, url: string, watch: StallWatch): Promise<Response> {
  // Who names an encoding gets the bytes as they are sent, which are those that lengths, ranges and checksums count.
  const headers = new Headers({ "accept-encoding": "identity" });
  if (part.size > 0) {
    headers.set("range", `bytes=${part.size}-`);
    if (part.version?.validator) headers.set("if-range", part.version.validator);
  }
  try {
    return await fetch(url, { headers, signal: watch.signal });
  } catch (error) {
    throw interruptionOf(error);
  }
}

/** Brings the file in line with the answer: continued, begun anew, or refused. Returns the bytes in all, if told. */
async function adopt(part: PartialFile, response: Response, url: string): Promise<number | undefined> {
  const { status, headers } = response;
  if (status === 200) {
    const version = remoteVersionOf(response, url);
    await part.restart(version);
    return version.total;
  }
  if (status === 206 && part.size > 0) {
    const { start, total } = contentRangeOf(headers.get("content-range"));
    const version = remoteVersionOf(response, url);
    const known = part.version;
    const changed = (version.validator ?? known?.validator) !== known?.validator ||
      (known?.total !== undefined && total !== undefined && total !== known.total);
    if (start === part.size && !changed) return total ?? known?.total;
    await part.restart();
    throw new Interruption(changed ? "the file changed on the server" : "the server sent another range than asked for");
  }
  if (status === 416 && part.size > 0) {
    const { total } = contentRangeOf(headers.get("content-range"));
    // A whole file whose last step was interrupted; anything else is another file.
    if (total === part.size && part.version?.total === total) return total;
    await part.restart();
    throw new Interruption("the file on the server is shorter than what was kept of it");
  }
  const answer = `${status}${response.statusText ? ` ${response.statusText}` : ""}`;
  if (TRY_AGAIN.has(status)) {
    throw new Interruption(`the server answered ${answer}`, retryAfterOf(headers.get("retry-after")));
  }
  throw new CapacityError(`Cannot download ${url}: expected the file, got ${answer}`, {
    remedy: status === 404 || status === 410
      ? "the address may have moved: look at the page of the data set"
      : "look at the page of the data set",
  });
}

async function receive(
  part: PartialFile,
  body: ReadableStream<Uint8Array> | null,
  total: number | undefined,
  watch: StallWatch,
  { onProgress, freeBytes }: FetchOntoOptions,
): Promise<void> {
  const checkDisk = async (): Promise<void> => {
    const needed = (total === undefined ? 0 : total - part.size) + DISK_RESERVE;
    const free = await freeBytes(dirname(part.path));
    if (free >= needed) return;
    throw new CapacityError(`Cannot download: expected ${megabytes(needed)} free on the disk, got ${megabytes(free)}`, {
      place: { file: part.path },
      remedy: "make room, or choose another folder with --out; what came so far is kept",
    });
  };
  await checkDisk();
  onProgress(part.size, total);
  let checkAt = part.size + CHECK_DISK_EVERY;
  if (body) {
    const reader = body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read().catch((error) => {
          throw interruptionOf(error);
        });
        if (done) break;
        watch.reset();
        await append(part, value);
        onProgress(part.size, total);
        if (part.size < checkAt) continue;
        await checkDisk();
        checkAt = part.size + CHECK_DISK_EVERY;
      }
    } finally {
      reader.releaseLock();
    }
  }
  if (total === undefined || part.size === total) return;
  const got = `expected ${total} bytes, got ${part.size}`;
  if (part.size > total) await part.restart();
  throw new Interruption(`the connection ended early: ${got}`);
}

async function append(part: PartialFile, bytes: Uint8Array): Promise<void> {
  try {
    await part.append(bytes);
  } catch (error) {
    throw new CapacityError(`Cannot write the download: ${messageOf(error)}`, {
      place: { file: part.path },
      remedy: "make room on the disk, or choose another folder; what came so far is kept",
      cause: error,
    });
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
