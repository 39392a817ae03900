import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { ARCHETYPE_COLORS, colorScale, UNKNOWN } from "./theme.ts";

Deno.test("colorScale(): known names keep their colour, the others get free ones, unknown comes last", () => {
  const { domain, range } = colorScale(ARCHETYPE_COLORS, [null, "vm", "batch", "web", "pod"]);
  deepStrictEqual(domain, ["web", "batch", "vm", "pod", UNKNOWN]);
  strictEqual(range[0], ARCHETYPE_COLORS.web);
  strictEqual(new Set(range).size, 5);
});
