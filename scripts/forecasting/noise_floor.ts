/**
 * How near the forecast of a made fleet comes to its noise floor: the error of an oracle who knows the generator's expectation given all that
 * began before the origin. Windows in which a shift, a resize or an incident is still to come are left out: nobody could know it.
 *
 * ```
 * deno run -A scripts/forecasting/noise_floor.ts [--seeds 42,7] [--profile enterprise] [--origins 8] [--days 1461] [--tier fast]
 * ```
 *
 * @module
 */
import { Command } from "commander";
import type { Day, Metric, ProfileName, Region } from "@lib/core/mod.ts";
import { coverageRows, forecastFleet, modelsFor } from "@lib/forecast/mod.ts";
import { calendarBlind } from "@lib/forecast/calendar/calendar_ridge.ts";
import { type Tier, TIERS } from "@lib/forecast/tier.ts";
import { floorRows } from "@lib/forecast/evaluate/floor_rows.ts";
import { expectedGivenPast, expectedP95, type GeneratedFleet, generateFleet } from "@lib/generate/mod.ts";
import { oneOf, wholeNumber } from "../command_line.ts";
import { cpuSeconds } from "./cpu_seconds.ts";
import { textTable } from "./text_table.ts";

/** Differences of expectations below this are rounding. */
const ROUNDING = 1e-9;

/** Hands out the oracle's expectation of a window; none where an event of the window itself changes it. */
function oracleOf({ plans, panel }: GeneratedFleet, isWanted: (server: number) => boolean) {
  const places = new Map(panel.servers.map((id, place) => [id, place]));
  return (server: string, metric: Metric, origin: Day, days: number): Float64Array | undefined => {
    const place = places.get(server)!, plan = plans[place]!;
    if (!isWanted(place)) return undefined;
    const first = origin - panel.start + 1;
    const given = expectedGivenPast(plan, metric, first).subarray(first, first + days);
    const all = expectedP95(plan, metric).subarray(first, first + days);
    return given.every((value, step) => Math.abs(value - all[step]!) < ROUNDING) ? given : undefined;
  };
}

function measure(seed: number, { profile, servers, days, origins, horizon, tier }: Options): void {
  const fleet = generateFleet({ servers, days, seed, profile });
  const { panel, plans } = fleet, regions = plans.map(({ application }): Region => application.region);
  const before = cpuSeconds();
  const models = [...modelsFor(days, tier), calendarBlind];
  const made = forecastFleet({ panel, regions, horizon, origins, models });
  const seconds = cpuSeconds() - before;
  const input = { backtestForecast: made.backtestForecast, panel, regions };
  console.log(
    `\nseed ${seed}, ${servers} servers, ${days} days, ${origins} origins; ${seconds.toFixed(1)} s of processor time`,
  );
  console.log("error ÷ noise floor, by metric and kind of day (all = geometric mean)");
  const rows = floorRows({ ...input, expected: oracleOf(fleet, () => true) });
  console.log(tableOf(rows.map((row) => ({ ...row, slice: `${row.model}, ${row.metric}` })), "regime"));
  console.log("by archetype, all days");
  const types = [...new Set(plans.map(({ placement }) => placement.type))];
  const byType = types.flatMap((type) =>
    floorRows({ ...input, expected: oracleOf(fleet, (server) => plans[server]!.placement.type === type) })
      .filter(({ regime }) => regime === "all").map((row) => ({ ...row, slice: `${row.model}, ${type}` }))
  );
  console.log(tableOf(byType, "metric"));
  console.log("coverage of the chosen models, percent");
  console.log(
    textTable(
      coverageRows(made.backtest, made.chosen).map(({ horizon_bucket, regime, nominal, got, n }) => ({
        slice: `${horizon_bucket === "all" ? regime : horizon_bucket}`,
        promised: 100 * nominal,
        got: 100 * got,
        days: n,
      })),
      { got: 1 },
    ).join("\n"),
  );
}

/** Rows by slice, ratios by the values of a column. */
function tableOf(
  rows: readonly { slice: string; ratio: number; regime: string; metric: string }[],
  column: "regime" | "metric",
): string {
  const names = [...new Set(rows.map((row) => row[column]))];
  return textTable([...Map.groupBy(rows, ({ slice }) => slice)].map(([slice, own]) => ({
    slice,
    ...Object.fromEntries(names.map((name) => [name, own.find((row) => row[column] === name)?.ratio ?? NaN])),
  }))).join("\n");
}

interface Options {
  readonly profile: ProfileName;
  readonly servers: number;
  readonly days: number;
  readonly origins: number;
  readonly horizon: number;
  readonly tier: Tier;
}

if (import.meta.main) {
  const options = new Command("noise_floor")
    .option("--seeds <list>", "seeds, separated by commas", "42")
    .option("--profile <name>", "kind of fleet", "enterprise")
    .option("--servers <n>", "servers", wholeNumber(1), 120)
    .option("--days <n>", "days", wholeNumber(30), 1461)
    .option("--origins <n>", "rolling origins", wholeNumber(1), 8)
    .option("--horizon <days>", "days ahead", wholeNumber(1), 90)
    .option("--tier <name>", `how much work: ${TIERS.join(", ")}`, oneOf(...TIERS), "fast")
    .parse(Deno.args, { from: "user" }).opts<Options & { seeds: string }>();
  for (const seed of options.seeds.split(",")) measure(Number(seed), options);
}
