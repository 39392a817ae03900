import { strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { NameTable } from "./name_table.ts";

Deno.test("NameTable gives every name back, and decodes each once", () => {
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 60 }), (names) => {
    const table = new NameTable();
    let decoded = 0;
    for (const name of names) {
      const bytes = new TextEncoder().encode(`,${name},`);
      const decode = () => {
        decoded++;
        return name;
      };
      strictEqual(table.nameOf(bytes, 1, bytes.length - 1, decode), name);
    }
    strictEqual(decoded, new Set(names.map((name) => new TextEncoder().encode(name).join())).size);
  }));
});
