import { ok, strictEqual, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";
import { profileAutoregression } from "./profile_autoregression.ts";
import { autoregression } from "./seasonal_autoregression.ts";

Deno.test("profileAutoregression() keeps the laws of point models", () => {
  keepsLaws(profileAutoregression({ season: 24, lags: [1, 2, 3, 24] }), { fewest: 72 });
  keepsLaws(profileAutoregression({ season: 24, lags: [1, 2], loss: "absolute" }), { fewest: 72, tolerance: 1e-6 });
  keepsLaws(profileAutoregression({ season: 7, lags: [1], profileDecay: 1 }), { fewest: 40 });
});

Deno.test("profileAutoregression() comes near the best forecast of a profile with a known remainder", () => {
  const random = randomFor(6, "profile autoregression", 0);
  const profile = Float64Array.from({ length: 24 }, () => 20 * random.uniform());
  const count = 24 * 200 + 5;
  const remainder = new Float64Array(count);
  for (let at = 1; at < count; at++) remainder[at] = 0.9 * remainder[at - 1]! + random.normal() / 2;
  const values = remainder.map((value, at) => 40 + profile[at % 24]! + value);
  const got = profileAutoregression({ season: 24, lags: [1, 2], profileDecay: 1 }).points(values, 48, HOURS)!;
  const mean = remainder.reduce((sum, value) => sum + value / count, 0);
  got.forEach((value, ahead) => {
    const best = 40 + profile[(count + ahead) % 24]! + mean + 0.9 ** (ahead + 1) * (remainder.at(-1)! - mean);
    ok(Math.abs(value - best) < 0.5, `${ahead}: ${best}, ${value}`);
  });
});

Deno.test("profileAutoregression() repeats a season that an autoregression with the same lags cannot know", () => {
  const values = sample(24 * 20), next = sample(24 * 20 + 24).subarray(24 * 20);
  const distance = (points: Float64Array): number =>
    points.reduce((sum, value, ahead) => sum + Math.abs(value - next[ahead]!), 0);
  const lags = [1, 2, 3];
  ok(
    distance(profileAutoregression({ season: 24, lags }).points(values, 24, HOURS)!) <
      distance(autoregression({ lags }).points(values, 24, HOURS)!),
  );
});

Deno.test("profileAutoregression() checks its options and names them", () => {
  throws(() => profileAutoregression({ season: 1, lags: [1] }), RangeError);
  throws(() => profileAutoregression({ season: 24, lags: [1], profileDecay: 0 }), RangeError);
  throws(() => profileAutoregression({ season: 24, lags: [] }), RangeError);
  strictEqual(
    profileAutoregression({ season: 24, lags: [1, 2], loss: "absolute" }).name,
    "profile 24 + absolute autoregression, 2 lags to 2",
  );
});
