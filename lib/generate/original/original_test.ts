/** The original's formulas against what was measured on the original's own output. */
import assert from "node:assert/strict";
import { dayOf, weekdayOf } from "@lib/core/day.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { SERVER_TYPES, type ServerType } from "@lib/core/tables.ts";
import { originalExpected } from "./expected.ts";
import { originalValues } from "./values.ts";

const RUN = { start: dayOf("2022-01-01"), days: 1461 };
const SERVERS: Readonly<Record<ServerType, number>> = { web: 42, application: 48, database: 18, batch: 12 };

const fleet = SERVER_TYPES.flatMap((type, place) =>
  Array.from({ length: SERVERS[type] }, (_, member) => ({
    type,
    values: originalValues(42, place * 100 + member, type, RUN),
  }))
);

function column(metric: Metric, type?: ServerType): Float64Array {
  const members = fleet.filter((server) => type === undefined || server.type === type);
  return Float64Array.from(members.flatMap(({ values }) => [...values[metric]]));
}

function momentsOf(values: Float64Array): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / values.length) };
}

function correlation(x: Float64Array, y: Float64Array): number {
  const a = momentsOf(x), b = momentsOf(y);
  return x.reduce((sum, value, row) => sum + (value - a.mean) * (y[row]! - b.mean), 0) / x.length / a.sd / b.sd;
}

function near(got: number, expected: number, within: number, what: string): void {
  assert.ok(Math.abs(got - expected) <= within, `${what}: expected ${expected} ± ${within}, got ${got}`);
}

Deno.test("the fleet's moments are those measured on the original", () => {
  const measured: readonly (readonly [Metric, mean: number, sd: number])[] = [
    ["cpu_p95", 40.04, 20.18],
    ["mem_p95", 44.60, 19.50],
    ["disk_p95", 31.43, 16.14],
    ["net_in_p95", 110.76, 52.93],
    ["net_out_p95", 66.46, 31.76],
  ];
  for (const [metric, mean, sd] of measured) {
    const got = momentsOf(column(metric)), within = metric.startsWith("net") ? 0.4 : 0.2;
    near(got.mean, mean, within, `${metric} mean`);
    near(got.sd, sd, within, `${metric} deviation`);
  }
  near(correlation(column("cpu_p95"), column("mem_p95")), 0.498, 0.01, "cpu with memory");
  near(correlation(column("cpu_p95"), column("net_in_p95")), 0.674, 0.01, "cpu with network");
  near(correlation(column("mem_p95"), column("disk_p95")), 0.584, 0.01, "memory with disk");
});

Deno.test("each type is as measured: means, deviations, correlations, weekends, days above 80 %", () => {
  // deno-fmt-ignore
  const measured: Readonly<Record<ServerType, {
    means: readonly number[]; sds: readonly number[]; cpuMem: number; memDisk: number; weekend: number; above: number;
  }>> = {
    web: { means: [39.4, 30.1, 20.1, 130.0], sds: [19.0, 11.6, 5.0, 61.7], cpuMem: 0.70, memDisk: 0.14, weekend: 0.514, above: 0.019 },
    database: { means: [32.2, 63.9, 55.4, 91.2], sds: [13.1, 14.7, 15.0, 33.7], cpuMem: 0.67, memDisk: 0.48, weekend: 0.705, above: 0.0002 },
    application: { means: [44.7, 48.7, 30.1, 106.3], sds: [20.5, 18.4, 10.0, 46.1], cpuMem: 0.77, memDisk: 0.32, weekend: 0.607, above: 0.044 },
    batch: { means: [35.4, 50.0, 40.3, 90.8], sds: [25.8, 16.2, 19.6, 46.4], cpuMem: 0.50, memDisk: 0.37, weekend: 1.172, above: 0.063 },
  };
  for (const type of SERVER_TYPES) {
    const { means, sds, cpuMem, memDisk, weekend, above } = measured[type];
    METRICS.slice(0, 4).forEach((metric, place) => {
      const got = momentsOf(column(metric, type)), within = metric === "net_in_p95" ? 1.2 : 0.5;
      near(got.mean, means[place]!, within, `${type} ${metric} mean`);
      near(got.sd, sds[place]!, within, `${type} ${metric} deviation`);
    });
    const cpu = column("cpu_p95", type);
    near(correlation(cpu, column("mem_p95", type)), cpuMem, 0.02, `${type} cpu with memory`);
    near(correlation(column("mem_p95", type), column("disk_p95", type)), memDisk, 0.02, `${type} memory with disk`);
    const isWeekend = (row: number): boolean => weekdayOf(RUN.start + row % RUN.days) >= 5;
    const free = momentsOf(cpu.filter((_, row) => isWeekend(row))), working = cpu.filter((_, row) => !isWeekend(row));
    near(free.mean / momentsOf(working).mean, weekend, 0.02, `${type} weekend`);
    near(cpu.filter((value) => value > 80).length / cpu.length, above, 0.004, `${type} above 80 %`);
  }
});

Deno.test("originalExpected() is the mean of many draws, day by day, in both grains", () => {
  const run = { start: dayOf("2023-12-22"), days: 12 };
  for (const type of SERVER_TYPES) {
    for (const grain of ["daily", "hourly"] as const) {
      const draws = Array.from({ length: 3000 }, (_, index) => originalValues(7, index, type, { ...run, grain }));
      for (const metric of METRICS) {
        const expected = originalExpected(type, metric, { ...run, grain });
        assert.equal(expected.length, draws[0]![metric].length);
        for (const row of grain === "daily" ? [0, 3, 9, 10, 11] : [0, 9, 17, 18, 225]) {
          const { mean, sd } = momentsOf(Float64Array.from(draws, (values) => values[metric][row]!));
          near(mean, expected[row]!, 4.5 * sd / Math.sqrt(draws.length) + 0.005, `${type} ${metric} ${grain} ${row}`);
        }
      }
    }
  }
});

Deno.test("values repeat for the same seed and server, stay inside their bounds, and rows know no other row", () => {
  const again = originalValues(42, 0, "web", RUN), first = fleet[0]!.values;
  assert.deepEqual(again, first);
  assert.notDeepEqual(originalValues(43, 0, "web", RUN).cpu_p95, first.cpu_p95);
  for (const metric of METRICS) {
    const top = metric.startsWith("net") ? 1000 : 100;
    assert.ok(fleet.every(({ values }) => values[metric].every((value) => value >= 0 && value <= top)));
  }
  const cpu = column("cpu_p95", "application");
  const expected = originalExpected("application", "cpu_p95", RUN);
  const noise = cpu.map((value, row) => value - expected[row % RUN.days]!);
  near(correlation(noise.subarray(1), noise.subarray(0, -1)), 0, 0.02, "lag 1");
});
