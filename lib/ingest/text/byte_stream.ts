/** The plain bytes of a file, gz or not, told apart by its first two bytes; text in UTF-16 as UTF-8. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { pipeline, Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { createGunzip } from "node:zlib";
import type { SourceFile } from "../source_file.ts";
import { utf8Bytes } from "./utf8_bytes.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Reads a file to its end, unpacking it on the way.
 *
 * @throws {CapacityError} when a gz is truncated or damaged, or the file cannot be read.
 */
export async function* bytesOf(file: SourceFile): AsyncGenerator<Bytes> {
  const reader = (file.open() as ReadableStream<Bytes>).getReader();
  let isGz = false;
  try {
    const first = await twoBytes(reader);
    isGz = first[0] === 0x1f && first[1] === 0x8b;
    const stored = replayed(first, reader);
    yield* utf8Bytes(isGz ? unpacked(stored) : stored);
  } catch (error) {
    if (error instanceof CapacityError) throw error;
    throw new CapacityError(
      isGz
        ? "Cannot read the file: expected a whole gz, got a truncated or damaged one"
        : `Cannot read the file: expected its bytes, got "${messageOf(error)}"`,
      {
        place: { file: file.name },
        remedy: isGz ? "fetch the file again, or unpack it first" : "check the file",
        cause: error,
      },
    );
  } finally {
    // Also reached when the consumer stops early; the source may be closed or broken by then.
    await reader.cancel().catch(() => {});
  }
}

/**
 * The content of a gz: of all its members, where a DecompressionStream ends with the first one. Length and checksum are
 * checked at the end, so a truncated file cannot pass for a whole one.
 */
function unpacked(stored: ReadableStream<Bytes>): AsyncIterable<Bytes> {
  // A failure on the way destroys the stream at the end, which throws it to whoever reads.
  return pipeline(Readable.fromWeb(stored as NodeReadableStream<Bytes>), createGunzip(), () => {});
}

/** The first chunk, at least two bytes long unless the file is shorter. */
async function twoBytes(reader: ReadableStreamDefaultReader<Bytes>): Promise<Bytes> {
  let bytes: Bytes = new Uint8Array();
  while (bytes.length < 2) {
    const { done, value } = await reader.read();
    if (done) break;
    const joined = new Uint8Array(bytes.length + value.length);
    joined.set(bytes);
    joined.set(value, bytes.length);
    bytes = joined;
  }
  return bytes;
}

function replayed(first: Bytes, reader: ReadableStreamDefaultReader<Bytes>): ReadableStream<Bytes> {
  let isFirst = true;
  return new ReadableStream<Bytes>({
    async pull(controller) {
      if (isFirst) {
        isFirst = false;
        if (first.length > 0) return controller.enqueue(first);
      }
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => reader.cancel(),
  });
}
