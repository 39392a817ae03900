import { deepStrictEqual, rejects } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { memoryFile } from "../memory_file.ts";
import { textLines } from "./text_lines.ts";

Deno.test("textLines() gives every line with its number, wherever the file is cut into chunks", async () => {
  const lines = Array.from({ length: 3000 }, (_, index) => "ü".repeat(index % 7));
  const blocks = await Array.fromAsync(textLines(memoryFile("a.txt", `\ufeff${lines.join("\r\n")}\n`)));
  deepStrictEqual(blocks.flatMap((block) => block.lines), lines);
  let next = 1;
  for (const { first, lines } of blocks) {
    deepStrictEqual(first, next);
    next += lines.length;
  }
  deepStrictEqual(blocks.some(({ isCut }) => isCut), false);
});

Deno.test("textLines() tells a last line without its end, and refuses what is no text", async () => {
  const [whole, rest] = await Array.fromAsync(textLines(memoryFile("a.txt", "a\nb")));
  deepStrictEqual([whole, rest], [{ lines: ["a"], first: 1, isCut: false }, { lines: ["b"], first: 2, isCut: true }]);
  await rejects(
    Array.fromAsync(textLines(memoryFile("a.txt", "a".repeat(1_100_000)))),
    (error) => error instanceof CapacityError && /up to a mebibyte/.test(error.message),
  );
});
