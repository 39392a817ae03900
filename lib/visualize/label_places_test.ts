import { deepStrictEqual, ok } from "node:assert/strict";
import { labelPlaces } from "./label_places.ts";

const FRAME = { left: 0, right: 400, top: 0, bottom: 200 };

Deno.test("labelPlaces(): the first choice is the right side", () => {
  deepStrictEqual(labelPlaces([{ x: 50, y: 50, text: "a" }], FRAME), [{ index: 0, dx: 9, dy: 0, textAnchor: "start" }]);
});

Deno.test("labelPlaces(): at the right edge a name goes to the left", () => {
  const [place] = labelPlaces([{ x: 395, y: 50, text: "srv-000001" }], FRAME);
  ok(place?.textAnchor === "end");
});

Deno.test("labelPlaces(): a name without a free place is left out, the more important one stays", () => {
  const crowd = Array.from({ length: 40 }, () => ({ x: 200, y: 100, text: "srv-000001" }));
  const places = labelPlaces(crowd, FRAME);
  ok(places.length < 10);
  ok(places.every(({ index }, at) => index === at));
});
