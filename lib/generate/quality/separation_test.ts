import assert from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { separationOf } from "./separation.ts";

const TYPES = Array.from({ length: 90 }, (_, server) => ["web", "batch", "database"][server % 3]!);

function clouds(distance: number): number[][] {
  const random = randomFor(5, "separation");
  return TYPES.map((type) => [
    (type === "web" ? distance : 0) + random.normal(),
    1000 * ((type === "batch" ? distance : 0) + random.normal()),
  ]);
}

Deno.test("separationOf() tells far clouds apart, whatever their units", () => {
  const { accuracy, guessing, silhouette } = separationOf(clouds(8), TYPES);
  assert.ok(accuracy > 0.98 && silhouette > 0.6);
  assert.equal(guessing, 1 / 3);
});

Deno.test("separationOf() only guesses where there is one cloud: a server does not vouch for itself", () => {
  const { accuracy, silhouette } = separationOf(clouds(0), TYPES);
  assert.ok(accuracy > 0.15 && accuracy < 0.5, `${accuracy}`);
  assert.ok(silhouette < 0.05);
});

Deno.test("separationOf() leaves out types with one server, and says nothing of a single type", () => {
  assert.equal(separationOf([[0], [0.1], [9], [9.1], [4]], ["a", "a", "b", "b", "c"]).accuracy, 1);
  assert.equal(separationOf([[0], [1]], ["a", "a"]).accuracy, NaN);
  assert.equal(separationOf([], []).silhouette, NaN);
});
