import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { CapacityError } from "@lib/core/errors.ts";
import { bytesOf } from "./byte_stream.ts";
import type { SourceFile } from "../source_file.ts";

/** A file that comes in pieces of a few bytes. */
function inPieces(bytes: Uint8Array<ArrayBuffer>, length = 7): SourceFile {
  let at = 0;
  return {
    name: "example.csv.gz",
    size: bytes.length,
    open: () =>
      new ReadableStream({
        pull(controller) {
          if (at >= bytes.length) controller.close();
          else controller.enqueue(bytes.slice(at, at += length));
        },
      }),
  };
}

async function textOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const part of bytesOf(inPieces(bytes))) text += decoder.decode(part, { stream: true });
  return text;
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

Deno.test("bytesOf() reads every member of a gz, and plain bytes as they are", async () => {
  const members = ["one,", "two,", "three".repeat(1000)];
  assert.equal(await textOf(joined(...members.map((text) => gzipSync(text)))), members.join(""));
  assert.equal(await textOf(joined(new TextEncoder().encode("plain"))), "plain");
});

Deno.test("bytesOf() takes no gz for whole that lacks its end, in its first member or a later one", async () => {
  const member = gzipSync("reading".repeat(100));
  for (const broken of [member.subarray(0, -3), joined(member, member.subarray(0, -3))]) {
    await assert.rejects(
      textOf(joined(broken)),
      (error) => error instanceof CapacityError && /expected a whole gz/.test(error.message),
    );
  }
});

Deno.test("bytesOf() passes on what goes wrong in the source", async () => {
  const file = {
    name: "cpu.csv.gz",
    size: 100,
    open: () => {
      const parts = [gzipSync("reading").subarray(0, 12)];
      return new ReadableStream({
        pull(controller) {
          const part = parts.shift();
          if (part) controller.enqueue(part);
          else throw new Error("the disk is gone");
        },
      });
    },
  };
  await assert.rejects(Array.fromAsync(bytesOf(file)), CapacityError);
});
