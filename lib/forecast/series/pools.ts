/** Which models a series of some step and seasons is tried on, by tier. */
import { DAY_SECONDS } from "@lib/core/day.ts";
import type { Candidate, Frame } from "../candidate.ts";
import { type Tier, TIERS } from "../tier.ts";
import { poolOfDays } from "./pool_of_days.ts";
import { poolOfWeeks } from "./pool_of_weeks.ts";
import { poolWithinDays } from "./pool_within_days.ts";
import { poolWithoutSeason } from "./pool_without_season.ts";

/** A model and the cheapest tier that has it. */
export type Listed = readonly [least: Tier, model: Candidate];

/**
 * The models of a series.
 *
 * Which of them its history can carry, each finds out for itself.
 *
 * @param tier `full` has every model, `standard` and `fast` leave out those that cost more than they bring.
 */
export function poolFor(frame: Frame, tier: Tier): Candidate[] {
  const rank = TIERS.indexOf(tier);
  return listFor(frame).filter(([least]) => TIERS.indexOf(least) <= rank).map(([, model]) => model);
}

function listFor({ step, seasons: [short] }: Frame): readonly Listed[] {
  if (short === undefined) return poolWithoutSeason();
  if (step < DAY_SECONDS) return poolWithinDays(short);
  return step === DAY_SECONDS ? poolOfDays(short) : poolOfWeeks(short);
}
