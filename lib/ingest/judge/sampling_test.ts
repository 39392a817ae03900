import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { SamplingTally } from "./sampling.ts";

const MINUTE = 60_000;
const every = (minutes: number, count: number, from = 0): Float64Array =>
  Float64Array.from({ length: count }, (_, index) => from + index * minutes * MINUTE);
const batch = (serverId: string, timestamps: Float64Array, metric = "cpu_pct") => ({ serverId, metric, timestamps });

Deno.test("SamplingTally: a day of five-minute readings is a day, whole", () => {
  const tally = new SamplingTally();
  tally.add(batch("a", every(5, 288)));
  tally.add(batch("b", every(5, 288)));
  deepStrictEqual(tally.sampling(), { stepSeconds: 300, days: 1, completeness: 1 });
});

Deno.test("SamplingTally: a hole lowers the completeness, whether it lies in a batch or between two", () => {
  const inside = new SamplingTally(), between = new SamplingTally();
  const whole = every(5, 100), holed = Float64Array.from([...whole.subarray(0, 60), ...whole.subarray(80)]);
  inside.add(batch("a", holed));
  between.add(batch("a", holed.subarray(0, 60)));
  between.add(batch("a", holed.subarray(60)));
  deepStrictEqual(inside.sampling(), between.sampling());
  strictEqual(inside.sampling().completeness, 0.8);
});

Deno.test("SamplingTally: repeated and disordered times neither fill holes of others nor change the step", () => {
  const tally = new SamplingTally();
  const times = every(5, 50);
  tally.add(batch("a", Float64Array.from([...times, ...times].reverse())));
  tally.add(batch("b", Float64Array.from([...every(5, 25), ...every(5, 25, 75 * 5 * MINUTE)])));
  const { stepSeconds, completeness } = tally.sampling();
  strictEqual(stepSeconds, 300);
  strictEqual(completeness, 100 / 150);
});

Deno.test("SamplingTally: jitter does not count as missing; each series has its own step", () => {
  const tally = new SamplingTally();
  const jittered = every(5, 288).map((time, index) => time + (index % 3 - 1) * 1000);
  tally.add(batch("a", jittered));
  tally.add(batch("a", every(60, 24), "mem_pct"));
  ok(tally.sampling().completeness > 0.995, String(tally.sampling().completeness));
});

Deno.test("SamplingTally: a sampler that takes its time now and then has no holes, a real hole still counts", () => {
  const steps = [10, 60, 100, 30, 180, 40, 90, 250, 20, 120];
  let at = 0;
  const times = Float64Array.from({ length: 2000 }, (_, index) => at += 1000 * steps[index % steps.length]!);
  const whole = new SamplingTally(), holed = new SamplingTally();
  whole.add(batch("a", times));
  holed.add(batch("a", times.filter((_, index) => index < 800 || index >= 1000)));
  ok(Math.abs(whole.sampling().completeness - 1) < 0.05, String(whole.sampling().completeness));
  ok(Math.abs(holed.sampling().completeness - 0.9) < 0.05, String(holed.sampling().completeness));
});

Deno.test("SamplingTally: readings that come one by one have a step too", () => {
  const tally = new SamplingTally();
  for (const time of every(5, 30)) tally.add(batch("a", Float64Array.of(time)));
  deepStrictEqual(tally.sampling(), { stepSeconds: 300, days: 30 * 5 / 1440, completeness: 1 });
});

Deno.test("SamplingTally: nothing, and readings without a second one", () => {
  deepStrictEqual(new SamplingTally().sampling(), { stepSeconds: NaN, days: 0, completeness: NaN });
  const single = new SamplingTally();
  single.add(batch("a", every(5, 1)));
  single.add(batch("b", new Float64Array()));
  deepStrictEqual(single.sampling(), { stepSeconds: NaN, days: 0, completeness: 1 });
});

Deno.test("SamplingTally: the days are those of the median server, not of the whole input", () => {
  const tally = new SamplingTally();
  for (let server = 0; server < 3; server++) tally.add(batch(`s${server}`, every(60, 24, server * 10 * 1440 * MINUTE)));
  strictEqual(tally.sampling().days, 1);
});
