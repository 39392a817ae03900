import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { rollingOrigins } from "./rolling_origins.ts";

Deno.test("rollingOrigins() step back by a season within the horizon", () => {
  const hours = { step: 3600, seasons: [24, 168] };
  deepStrictEqual(rollingOrigins(700, hours, { horizon: 24, most: 3 }), [676, 652, 628]);
  deepStrictEqual(rollingOrigins(3000, hours, { horizon: 168, most: 3 }), [2832, 2664, 2496]);
});

Deno.test("rollingOrigins() step back by less where the history is short, and by four weeks where days are many", () => {
  deepStrictEqual(rollingOrigins(200, { step: 3600, seasons: [24] }, { horizon: 24, most: 12 }).slice(0, 2), [
    176,
    164,
  ]);
  deepStrictEqual(rollingOrigins(1461, { step: 86_400, seasons: [7, 365] }, { horizon: 90, most: 3 }), [
    1371,
    1343,
    1315,
  ]);
});

Deno.test("rollingOrigins() of weeks lie a third of the horizon apart, twice as many, also where no year is seen twice", () => {
  const origins = rollingOrigins(80, { step: 604_800, seasons: [] }, { horizon: 13, most: 5 });
  deepStrictEqual(origins, [67, 63, 59, 55, 51, 47, 43, 39, 35, 31]);
});

Deno.test("rollingOrigins() leave a horizon, descend, and never exceed their number", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 3000 }),
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom({ step: 3600, seasons: [24, 168] }, { step: 86_400, seasons: [7] }, { step: 60, seasons: [] }),
    (length, horizon, most, frame) => {
      const origins = rollingOrigins(length, frame, { horizon, most });
      ok(origins.length <= (frame.step > 86_400 ? 2 * most : most));
      origins.forEach((origin, index) => {
        ok(origin >= 1 && origin + horizon <= length);
        ok(index === 0 || origin < origins[index - 1]!);
      });
    },
  ));
});
