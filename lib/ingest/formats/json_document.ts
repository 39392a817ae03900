/**
 * JSON documents, piece by piece: a long answer of a monitoring system is never in memory as a whole.
 *
 * By a library for streams, as `JSON.parse` wants the whole document in one string (of 512 MB at the most) beside the
 * values that it makes of it. The library takes about twice the time of `JSON.parse`.
 */
import { JSONParser } from "@streamparser/json";
import { CapacityError } from "@lib/core/errors.ts";
import { bytesOf } from "../text/byte_stream.ts";
import type { FileHead } from "../file_head.ts";
import type { SourceFile } from "../source_file.ts";

/** A value of a document. */
export interface JsonPart {
  /** Names from the root down, places in lists left out: `data.result`; empty for the whole document. */
  readonly path: string;
  readonly value: unknown;
}

/**
 * The values at the given paths, in the order of the file; documents that follow one another in it are read one by one.
 *
 * @param paths Such as `$.data.result.*`, with `*` for any name or place; `$` is the whole document.
 * @throws {CapacityError} when the file is no JSON, or ends within a document.
 */
export async function* jsonParts(file: SourceFile, paths: readonly string[]): AsyncGenerator<JsonPart> {
  const reader = new PartReader(paths);
  for await (const chunk of bytesOf(file)) {
    yield* reader.read(chunk);
    if (reader.problem !== undefined) throw brokenJson(file.name, reader.problem);
  }
  reader.end();
  if (reader.problem !== undefined) throw brokenJson(file.name, reader.problem);
}

/** The values at the given paths that are complete in the head of a file; mistakes are left to the reading. */
export function jsonPartsOfHead({ bytes }: FileHead, paths: readonly string[]): JsonPart[] {
  return [...new PartReader(paths).read(bytes)];
}

/** A document on its way through the parser. */
class PartReader {
  problem: string | undefined;
  readonly #parser: JSONParser;
  #parts: JsonPart[] = [];

  constructor(paths: readonly string[]) {
    this.#parser = new JSONParser({ paths: [...paths], keepStack: false, separator: "" });
    this.#parser.onValue = ({ value, key, stack }) => {
      const names = [...stack.map(({ key }) => key), key].filter((name) => typeof name === "string");
      this.#parts.push({ path: names.join("."), value });
    };
    // The first mistake is the true one, the parser stumbles on after it.
    this.#parser.onError = ({ message }) => this.problem ??= message;
  }

  *read(chunk: Uint8Array<ArrayBuffer>): Generator<JsonPart> {
    this.#parts = [];
    this.#parser.write(chunk);
    yield* this.#parts;
  }

  end(): void {
    this.#parser.end();
  }
}

function brokenJson(file: string, problem: string): CapacityError {
  const isCut = /ended in/.test(problem);
  const at = problem.match(/absolute position "(\d+)"/)?.[1];
  const found = problem.match(/Unexpected (\w+)? ?\(?("[^]*?")/)?.[2] ?? "something else";
  const got = isCut
    ? "the end of the file within it"
    : `${found}${at === undefined ? "" : ` at byte ${Number(at) + 1}`}`;
  // Python writes NaN and Infinity, for which JSON has no place.
  const isWord = found === '"N"' || found === '"I"';
  return new CapacityError(`Cannot read the JSON: expected a whole document, got ${got}`, {
    place: { file },
    remedy: isCut
      ? "fetch the file again, it is cut short"
      : isWord
      ? "write null for NaN and Infinity, which are no JSON"
      : "export the file again",
  });
}
