/** Which models a series of some step and seasons is tried on, by tier. */
import { DAY_SECONDS } from "@lib/core/day.ts";
import type { Candidate, Frame } from "../candidate.ts";
import { type Tier, TIERS } from "../tier.ts";
import { poolOfDays } from "./pool_of_days.ts";
import { poolOfWeeks } from "./pool_of_weeks.ts";
import { poolWithinDays } from "./pool_within_days.ts";
import { poolWithoutSeason } from "./pool_without_season.ts";
import { seasonsOfStep } from "./seasons_of_step.ts";

/** A model and the cheapest tier that has it. */
export type Listed = readonly [least: Tier, model: Candidate];

/**
 * The models of a series.
 *
 * Which of them its history can carry, each finds out for itself.
 *
 * @param length Values of the history.
 * @param tier `full` has every model, `standard` and `fast` leave out those that cost more than they bring.
 */
export function poolFor(frame: Frame, length: number, tier: Tier): Candidate[] {
  const rank = TIERS.indexOf(tier);
  return listFor(frame, length).filter(([least]) => TIERS.indexOf(least) <= rank).map(([, model]) => model);
}

function listFor({ step, seasons: [short] }: Frame, length: number): readonly Listed[] {
  if (step > DAY_SECONDS) return poolOfLongSteps(step, short);
  if (short === undefined) return poolWithoutSeason();
  return step < DAY_SECONDS ? poolWithinDays(short, length) : poolOfDays(short);
}

/** Weeks and months have a year even where the history is too short to show two: its models find that out, the others serve short ones. */
function poolOfLongSteps(step: number, season: number | undefined): readonly Listed[] {
  const year = season ?? seasonsOfStep(step)[0];
  return year === undefined ? poolWithoutSeason() : poolOfWeeks(year);
}
