/** Bytes as text, whether they are UTF-8 or from before it. */

const UTF8 = new TextDecoder("utf-8", { fatal: true });
/** Any bytes are text here, and every byte a character of its own, so that no two names become one. */
const WINDOWS = new TextDecoder("windows-1252");

/**
 * Text in UTF-8, or where it is none in Windows-1252, which Latin-1 is part of.
 *
 * @param isPart Whether the bytes may end within a character.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { decodedText } from "@lib/ingest/text/decoded_text.ts";
 * strictEqual(decodedText(Uint8Array.of(0xfc, 0x62, 0x65, 0x72)), "über");
 * ```
 */
export function decodedText(bytes: Uint8Array, isPart = false): string {
  try {
    return isPart ? new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }) : UTF8.decode(bytes);
  } catch {
    return WINDOWS.decode(bytes);
  }
}

/** Whether bytes are text in UTF-8. */
export function isUtf8(bytes: Uint8Array, isPart = false): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isPart });
    return true;
  } catch {
    return false;
  }
}
