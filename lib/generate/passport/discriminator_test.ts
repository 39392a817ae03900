import { deepStrictEqual, ok } from "node:assert/strict";
import { discriminate } from "./discriminator.ts";
import { randomWalkFleet } from "./impostors.ts";
import { sampleFleet } from "./sample_fleet_fixture.ts";

const real = sampleFleet({ servers: 20, days: 42, seed: 1 });

Deno.test("discriminate() cannot tell two fleets of the same process apart", () => {
  const score = discriminate(real, sampleFleet({ servers: 30, days: 42, seed: 2 }), ["cpu_pct", "mem_pct"], 1);
  ok(score.synthetic > 0.3 && score.synthetic < 0.7 && score.real > 0.3 && score.real < 0.7, JSON.stringify(score));
  deepStrictEqual([score.machines, score.repeats], [[10, 10], 20]);
});

Deno.test("discriminate() knows a random walk, and a fleet that forgets faster", () => {
  const walk = randomWalkFleet({ servers: 20, start: real.start, days: 42 }, 1);
  ok(discriminate(real, walk, ["cpu_pct", "mem_pct"], 1).synthetic > 0.95);
  const forgetful = sampleFleet({ servers: 20, days: 42, seed: 2, keep: 0.3 });
  ok(discriminate(real, forgetful, ["cpu_pct", "mem_pct"], 1).synthetic > 0.9);
});

Deno.test("discriminate() scores a fleet of the same machines as it scores their halves", () => {
  const { synthetic, real: baseline } = discriminate(real, real, ["cpu_pct", "mem_pct"], 1);
  // A copy even holds machines that the classifier has seen on the other side: it can only do worse than chance.
  ok(synthetic < baseline + 0.05, `${synthetic} ${baseline}`);
});

Deno.test("discriminate() gives the same score twice, also on a trace of days", () => {
  const [a, b] = [1, 2].map((seed) => sampleFleet({ servers: 6, days: 8, seed })) as [typeof real, typeof real];
  const score = discriminate(a, b, ["cpu_pct"], 3);
  deepStrictEqual(discriminate(a, b, ["cpu_pct"], 3), score);
  deepStrictEqual(score.machines, [3, 3]);
});
