/**
 * The used cores of a made fleet at every level: how large the errors are when sums are those of their servers, when they are reconciled with
 * forecasts of their own, and when each is forecast for itself; how well the bounds keep their promise; what is ahead.
 *
 * ```
 * deno run -A scripts/forecasting/hierarchy.ts [--seeds 42,7] [--profile enterprise] [--origins 8] [--days 1461]
 * ```
 *
 * @module
 */
import { Command } from "commander";
import type { ProfileName, Region } from "@lib/core/mod.ts";
import {
  aggregateForecast,
  forecastHierarchy,
  HIERARCHY_LEVELS,
  type HierarchyForecast,
  hierarchyRows,
} from "@lib/forecast/hierarchy/mod.ts";
import { forecastFleet } from "@lib/forecast/mod.ts";
import { generateFleet } from "@lib/generate/mod.ts";
import { wholeNumber } from "../command_line.ts";
import { cpuSeconds } from "./cpu_seconds.ts";
import { textTable } from "./text_table.ts";

/** Steps around a step whose errors stand for its own, as in the forecast. */
const REACH = 14;

interface Options {
  readonly profile: ProfileName;
  readonly servers: number;
  readonly days: number;
  readonly origins: number;
  readonly horizon: number;
}

function measure(seed: number, { profile, servers, days, origins, horizon }: Options): void {
  const { panel, plans, inventory } = generateFleet({ servers, days, seed, profile });
  const regions = plans.map(({ application }): Region => application.region);
  const made = forecastFleet({
    panel: { ...panel, values: { cpu_p95: panel.values.cpu_p95! } },
    regions,
    horizon,
    origins,
  });
  const before = cpuSeconds();
  const cores = forecastHierarchy({ panel, fleet: inventory, regions, ...made, model: made.chosen.cpu_p95! });
  const seconds = cpuSeconds() - before;
  console.log(
    `\nseed ${seed}, ${servers} servers, ${days} days, ${origins} origins; ${
      seconds.toFixed(1)
    } s of processor time; chosen: ${cores.method}`,
  );
  for (const note of cores.notes) console.log(note);
  console.log("error of the expected cores, percent of what came (variances learned from the other origins)");
  console.log(
    textTable(
      HIERARCHY_LEVELS.map((level) => ({
        level,
        ...Object.fromEntries(
          cores.accuracy.filter((row) => row.level === level).map((row) => [row.method, 100 * row.relativeError]),
        ),
      })),
    ).join("\n"),
  );
  console.log(
    "share of days inside the bounds, percent, each origin by the errors of the others; width in percent of the forecast",
  );
  console.log(textTable(coverage(cores, horizon)).join("\n"));
  console.log(`width of the fleet's 80 % bounds: ${widths(cores, horizon)}`);
  console.log(`cores now and in ${horizon} days, means of seven days`);
  console.log(textTable(hierarchyRows(cores, ["fleet", "business unit"]).map((row) => ({ ...row }))).join("\n"));
}

/** How often what came lay inside the bounds, origin by origin. */
function coverage({ hierarchy, errors }: HierarchyForecast, horizon: number) {
  const counts = HIERARCHY_LEVELS.map((level) => ({ level, days: 0, inside80: 0, inside95: 0, width80: 0 }));
  errors.forEach((own, origin) => {
    const [lowest, low, high, highest] = aggregateForecast({
      mean: new Float64Array(own.length).fill(1),
      steps: horizon,
      errors: errors.filter((_, other) => other !== origin),
      levels: [0.025, 0.1, 0.9, 0.975],
      reach: REACH,
    });
    own.forEach((error, at) => {
      if (Number.isNaN(error)) return;
      const { level } = hierarchy.nodes[Math.floor(at / horizon)]!, ratio = 1 + error;
      const count = counts[HIERARCHY_LEVELS.indexOf(level)]!;
      count.days++;
      count.width80 += high![at]! - low![at]!;
      if (ratio >= low![at]! && ratio <= high![at]!) count.inside80++;
      if (ratio >= lowest![at]! && ratio <= highest![at]!) count.inside95++;
    });
  });
  return counts.map(({ level, days, inside80, inside95, width80 }) => ({
    level,
    "80 %": 100 * inside80 / days,
    "95 %": 100 * inside95 / days,
    width: 100 * width80 / days,
    days,
  }));
}

/** The bounds of the fleet beside what adding the servers' quantiles would give. */
function widths({ hierarchy: { firstServer }, quantiles, mean }: HierarchyForecast, horizon: number): string {
  const [low, high] = [quantiles[2]!, quantiles[10]!];
  let own = 0, added = 0, level = 0;
  for (let at = 0; at < high.length; at++) {
    if (at < horizon) {
      own += high[at]! - low[at]!;
      level += mean[at]!;
    } else if (at >= firstServer * horizon) added += high[at]! - low[at]!;
  }
  return `${(100 * own / level).toFixed(1)} % of the forecast; adding quantiles of servers: ${
    (100 * added / level).toFixed(1)
  } %`;
}

if (import.meta.main) {
  const options = new Command("hierarchy")
    .option("--seeds <list>", "seeds, separated by commas", "42")
    .option("--profile <name>", "kind of fleet", "enterprise")
    .option("--servers <n>", "servers", wholeNumber(1), 120)
    .option("--days <n>", "days", wholeNumber(30), 1461)
    .option("--origins <n>", "rolling origins", wholeNumber(1), 8)
    .option("--horizon <days>", "days ahead", wholeNumber(1), 90)
    .parse(Deno.args, { from: "user" }).opts<Options & { seeds: string }>();
  for (const seed of options.seeds.split(",")) measure(Number(seed), options);
}
