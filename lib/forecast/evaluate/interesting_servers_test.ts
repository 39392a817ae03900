import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { tableOf } from "@lib/core/table.ts";
import { interestingServers } from "./interesting_servers.ts";

/** One line per server: its history's level, then the first and the last median, the swing within the week, half the width of the band. */
const SERVERS: Readonly<
  Record<string, readonly [now: number, first: number, last: number, swing: number, half: number]>
> = {
  flat: [50, 50, 50, 0, 2],
  limited: [70, 75, 79, 0, 2],
  rising: [30, 35, 60, 0, 2],
  weekly: [40, 40, 40, 25, 2],
  unsure: [40, 40, 40, 0, 20],
  busy: [95, 95, 95, 0, 1],
  idle: [1, 1, 4, 0, 1],
};
const DAYS = 56;
const ids = Object.keys(SERVERS);
const cells = ids.flatMap((id) => Array.from({ length: DAYS }, (_, step) => ({ id, step })));
const median = ({ id, step }: { id: string; step: number }): number => {
  const [, first, last, swing] = SERVERS[id]!;
  return first + (last - first) * step / (DAYS - 1) + (step % 7 > 4 ? swing : 0);
};
const forecast = tableOf({
  server_id: cells.map(({ id }) => id),
  metric: cells.map(() => "cpu_p95"),
  q10: Float64Array.from(cells, (cell) => median(cell) - SERVERS[cell.id]![4]),
  q50: Float64Array.from(cells, median),
  q90: Float64Array.from(cells, (cell) => median(cell) + SERVERS[cell.id]![4]),
});
const panel = {
  servers: ids,
  start: 0,
  days: 30,
  values: { cpu_p95: Float64Array.from(ids.flatMap((id) => new Array<number>(30).fill(SERVERS[id]![0]))) },
};

Deno.test("interestingServers() finds each kind and says why", () => {
  const found = interestingServers(panel, forecast, "cpu_p95", { count: 5, limit: 80 });
  deepStrictEqual(found.map(({ server, interest }) => [interest, server]), [
    ["near its limit", "limited"],
    ["rising", "rising"],
    ["strong rhythm", "weekly"],
    ["uncertain", "unsure"],
    ["busy", "busy"],
  ]);
  strictEqual(found[0]!.reason, "median peaks at 79 %, limit 80 %");
  ok(/^from 30 % to 5\d %$/.test(found[1]!.reason), found[1]!.reason);
});

Deno.test("interestingServers(): a peak far from the limit is not near it", () => {
  const far = interestingServers(panel, forecast, "cpu_p95", { count: 7, limit: 20 });
  ok(far.every(({ interest }) => interest !== "near its limit"), JSON.stringify(far));
});

Deno.test("interestingServers() names every server once, and no more than there are", () => {
  const all = interestingServers(panel, forecast, "cpu_p95", { count: 20 });
  deepStrictEqual(all.map(({ server }) => server).toSorted(), ids.toSorted());
  // Without a limit nothing is near it, and an idle server that quadruples is not what rises first.
  ok(all.every(({ interest }) => interest !== "near its limit"));
  strictEqual(all[0]!.server, "rising");
  deepStrictEqual(interestingServers(panel, forecast, "mem_p95"), []);
  deepStrictEqual(interestingServers(panel, forecast, "cpu_p95", { count: 0 }), []);
});
