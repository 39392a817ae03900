import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { headOf } from "../file_head.ts";
import { jsonParts, jsonPartsOfHead } from "./json_document.ts";
import { gzFile, memoryFile } from "../memory_file.ts";

async function partsOf(text: string, paths: readonly string[]): Promise<unknown[]> {
  return (await Array.fromAsync(jsonParts(memoryFile("a.json", text), paths))).map(({ path, value }) => [path, value]);
}

Deno.test("jsonParts() gives the values at its paths in the order of the file", async () => {
  const text = '{"a": {"b": [{"x": 1}, {"x": 2}]}, "c": "é\\u00e9", "d": 3}';
  deepStrictEqual(await partsOf(text, ["$.a.b.*", "$.c"]), [["a.b", { x: 1 }], ["a.b", { x: 2 }], ["c", "éé"]]);
  deepStrictEqual(await partsOf(text, ["$"]), [["", JSON.parse(text)]]);
  deepStrictEqual(await partsOf("\ufeff[1, 2]\n", ["$.*"]), [["", 1], ["", 2]]);
});

Deno.test("jsonParts() reads documents that follow one another, gz or plain", async () => {
  deepStrictEqual(await partsOf('{"a":1}{"a":2}\n{"a":3}\n', ["$.a"]), [["a", 1], ["a", 2], ["a", 3]]);
  const packed = await Array.fromAsync(jsonParts(await gzFile("a.json.gz", '{"a":1}'), ["$.a"]));
  deepStrictEqual(packed.map(({ value }) => value), [1]);
});

Deno.test("jsonParts() gives the same values wherever the file is cut into chunks", async () => {
  const values = Array.from({ length: 500 }, (_, index) => [index, `${index / 7}`, "ü"]);
  deepStrictEqual(await partsOf(JSON.stringify({ values }), ["$.values.*"]), values.map((value) => ["values", value]));
});

Deno.test("jsonParts() says that a document is cut short, or where it is no JSON", async () => {
  const refused = (text: string, message: RegExp) =>
    rejects(partsOf(text, ["$"]), (error) => error instanceof CapacityError && message.test(error.message));
  await refused('{"a": [1, 2', /got the end of the file within it \(file a\.json\); fetch the file again/);
  await refused('{"a": "b', /got the end of the file within it/);
  await refused('{"a": NaN}', /got "N" at byte 7 .*write null for NaN/);
  await refused('{"a": 1}}', /got "}"/);
  await refused("{'a': 1}", /got "'" at byte 2 /);
});

Deno.test("jsonPartsOfHead() gives what is complete in the head and leaves the rest alone", async () => {
  const head = await headOf(memoryFile("a.json", '{"a": [{"x": 1}, {"x": 2}, {"x": '));
  strictEqual(head?.table, undefined);
  deepStrictEqual(jsonPartsOfHead(head!, ["$.a.*"]).map(({ value }) => value), [{ x: 1 }, { x: 2 }]);
});
