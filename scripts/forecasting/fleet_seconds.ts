/**
 * How long the calendar engine takes for 600 daily series of four years: 8 origins and the final forecast, 90 days ahead, on one core. Processor
 * time of all threads, the garbage collector's too, and the clock; the best of several runs, as other work on the machine lengthens both.
 *
 * ```
 * deno run -A scripts/forecasting/fleet_seconds.ts [--series 600] [--origins 8] [--runs 5]
 * ```
 *
 * @module
 */
import { Command } from "commander";
import { calendarRidge, forecastFleet, originsOf, smallFleet } from "@lib/forecast/mod.ts";
import { fleetDays } from "@lib/forecast/fleet/fleet_days.ts";
import { fleetSeries } from "@lib/forecast/fleet/fleet_series.ts";
import { type FleetLessons, taughtFits } from "@lib/forecast/fleet/taught_fits.ts";
import { wholeNumber } from "../command_line.ts";
import { cpuSeconds } from "./cpu_seconds.ts";
import { textTable } from "./text_table.ts";

const { series: servers, origins, horizon, runs } = new Command("fleet_seconds")
  .option("--series <n>", "daily series", wholeNumber(1), 600)
  .option("--origins <n>", "rolling origins", wholeNumber(1), 8)
  .option("--horizon <days>", "days ahead", wholeNumber(1), 90)
  .option("--runs <n>", "runs", wholeNumber(1), 5)
  .parse(Deno.args, { from: "user" })
  .opts<{ series: number; origins: number; horizon: number; runs: number }>();

const { panel, regions } = smallFleet({ servers });

/** Medians and spreads from every origin, the earliest first, and from the last day. */
function mediansAndSpreads(): void {
  const days = fleetDays(panel, regions, horizon);
  const lengths = originsOf(panel.days, horizon, origins).reverse();
  const series = fleetSeries(panel, days, lengths[0]!);
  let lessons: FleetLessons = new Map();
  for (const length of [...lengths, panel.days]) {
    const { fits, taught } = taughtFits(calendarRidge, series.historiesAt(length), lessons);
    for (const fitted of fits) fitted.outlook(horizon);
    if (length < panel.days) lessons = taught();
  }
}

function best(what: string, work: () => void): Record<string, string | number> {
  let seconds = Infinity, processor = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now(), before = cpuSeconds();
    work();
    processor = Math.min(processor, cpuSeconds() - before);
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { what, seconds, processor };
}

console.log(
  `${servers} series of ${panel.days} days, ${origins} origins and the final forecast, ${horizon} days ahead`,
);
console.log(
  textTable([
    best("medians and spreads", mediansAndSpreads),
    best("all quantiles, tables and scores", () => {
      forecastFleet({ panel, regions, horizon, origins, models: [calendarRidge] });
    }),
    best("standard tier: all of its models, the choice, all quantiles", () => {
      forecastFleet({ panel, regions, horizon, origins, tier: "standard" });
    }),
  ]).join("\n"),
);
