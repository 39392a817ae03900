/** The lines of a text file, block by block. */
import { CapacityError } from "@lib/core/errors.ts";
import { bytesOf } from "./byte_stream.ts";
import type { SourceFile } from "../source_file.ts";

/** Longest line, in characters; a longer one is no text. */
const LONGEST_LINE = 1 << 20;

/** Lines that follow one another. */
export interface LineBlock {
  /** Without the line breaks. */
  readonly lines: readonly string[];
  /** 1-based number of the first one. */
  readonly first: number;
  /** Whether the last line is the rest of the file, without a line break after it. */
  readonly isCut: boolean;
}

/**
 * Reads a file in UTF-8 line by line; a byte-order mark and carriage returns are left out.
 *
 * @throws {CapacityError} when a line is longer than a mebibyte.
 */
export async function* textLines(file: SourceFile): AsyncGenerator<LineBlock> {
  const decoder = new TextDecoder();
  let rest = "", first = 1;
  for await (const chunk of bytesOf(file)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE) {
      throw new CapacityError("Cannot read the file: expected lines of up to a mebibyte, got a longer one", {
        place: { file: file.name, row: first + lines.length },
        remedy: "check that the file is text",
      });
    }
    if (lines.length > 0) yield { lines, first, isCut: false };
    first += lines.length;
  }
  rest += decoder.decode();
  if (rest !== "") yield { lines: [rest], first, isCut: true };
}
