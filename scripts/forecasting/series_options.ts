/** The options of the commands that forecast series. */
import { type Command, InvalidArgumentError } from "commander";
import { type Region, REGIONS } from "@lib/core/mod.ts";
import { type Tier, TIERS } from "@lib/forecast/tier.ts";
import { oneOf, wholeNumber } from "../command_line.ts";

/** What commander gives. */
export interface SeriesFlags {
  input: string;
  horizon?: number;
  season?: readonly number[];
  calendar?: Region;
  tier?: Tier;
  workers?: number;
  config?: string;
  json?: boolean;
}

/** The longest horizon: forecasts of each series are held in memory. */
const LONGEST_HORIZON = 100_000;

/** Adds the options of SeriesFlags, the input aside. */
export function seriesOptions(command: Command): Command {
  return command
    .option("--horizon <steps>", "steps ahead: days of a fleet, of a file its own steps", horizonOf)
    .option(
      "--season <m>",
      "season in steps, or two as 24,168; a week keeps its days; 1 = none (default: found)",
      seasonsOf,
    )
    .option(
      "--calendar <name>",
      "of daily series, whose bank holidays count: US-East, US-West, EU, Asia or none (default: found)",
      oneOf(...REGIONS, "none"),
    )
    .option("--tier <name>", "fast, standard or full: how many models are tried (default standard)", oneOf(...TIERS))
    .option("--workers <n>", "workers that share the series; the bytes do not depend on it", wholeNumber(1))
    .option("--config <file>", "configuration (default data/fleet.yaml)")
    .option("--json", "print the result as JSON");
}

/** The flags with their defaults. */
export function seriesSettings(
  { season, calendar, tier = "standard", workers = navigator.hardwareConcurrency, json = false }: SeriesFlags,
  configured: Region,
): { seasons?: readonly number[]; region?: Region; tier: Tier; workers: number; json: boolean } {
  const region = calendar ?? (configured === "none" ? undefined : configured);
  return {
    ...season ? { seasons: season } : {},
    ...region ? { region } : {},
    tier,
    workers,
    json,
  };
}

function horizonOf(text: string): number {
  const horizon = wholeNumber(1)(text);
  if (horizon <= LONGEST_HORIZON) return horizon;
  throw new InvalidArgumentError(`expected at most ${LONGEST_HORIZON} steps, got ${text}`);
}

function seasonsOf(text: string): number[] {
  const seasons = text.split(",").map(Number);
  const isGood = seasons.length <= 2 && seasons.every((own) => Number.isInteger(own) && own >= 1) &&
    (seasons[1] === undefined || (seasons[0]! > 1 && seasons[1] > seasons[0]!));
  if (!isGood) {
    throw new InvalidArgumentError(`expected a season such as 24, or two ascending ones as 24,168, got "${text}"`);
  }
  return seasons.filter((own) => own > 1);
}
