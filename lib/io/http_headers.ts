/** What the headers of an answer say of a file (RFC 9110). */
import type { RemoteVersion } from "./partial_file.ts";

/** The version that an answer belongs to. */
export function remoteVersionOf({ status, headers }: Response, url: string): RemoteVersion {
  const etag = headers.get("etag");
  // A weak tag does not promise the same bytes.
  const validator = (etag && !etag.startsWith("W/") ? etag : null) ?? headers.get("last-modified");
  const length = headers.get("content-length");
  const total = status === 200 && length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
  return { url, ...validator === null ? {} : { validator }, ...total === undefined ? {} : { total } };
}

/** What Content-Range tells: `bytes 5-9/10`, `bytes 5-9/*` or, of a refusal, `bytes *` + `/10`. */
export function contentRangeOf(text: string | null): { start?: number; total?: number } {
  const [, start, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(text ?? "") ?? [];
  return {
    ...start === undefined ? {} : { start: Number(start) },
    ...total === undefined || total === "*" ? {} : { total: Number(total) },
  };
}

/** What Retry-After asks for, seconds or a date, as milliseconds from now. */
export function retryAfterOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text.trim()) ? 1000 * Number(text) : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
