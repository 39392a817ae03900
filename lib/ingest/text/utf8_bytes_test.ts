import { strictEqual } from "node:assert/strict";
import { utf8Bytes } from "./utf8_bytes.ts";

async function textOf(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<string> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.slice(at, at + size));
  }
  const parts = await Array.fromAsync(utf8Bytes(chunks()));
  return await new Response(new Blob(parts)).text();
}

Deno.test("utf8Bytes() turns UTF-16 into UTF-8 wherever the bytes are cut, and leaves the rest alone", async () => {
  const text = "Zeit;Gerät 😀\n1;2\n", little = new Uint8Array(2 + 2 * text.length), big = little.slice();
  [...`\ufeff${text}`].join("").split("").forEach((unit, index) => {
    new DataView(little.buffer).setUint16(2 * index, unit.charCodeAt(0), true);
    new DataView(big.buffer).setUint16(2 * index, unit.charCodeAt(0), false);
  });
  for (const size of [1, 2, 3, 1000]) {
    strictEqual(await textOf(little, size), text);
    strictEqual(await textOf(big, size), text);
    strictEqual(await textOf(new TextEncoder().encode(text), size), text);
    strictEqual(await textOf(new TextEncoder().encode("x"), size), "x");
    strictEqual(await textOf(new Uint8Array(), size), "");
  }
});
