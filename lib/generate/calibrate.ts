/**
 * Solves the constants of a profile: shifts and spreads that give the fleet's moments, latent correlations that give
 * the archetypes' correlations. A dozen fleets of the default size; the results are stored in the profile's file.
 */
import { METRIC_INFO } from "@lib/core/metric.ts";
import type { Correlations } from "./archetypes.ts";
import { correlationCheck, type CorrelationRow } from "./correlation_check.ts";
import { collectFleet, type GeneratedFleet } from "./fleet.ts";
import { fleetMoments } from "./fleet_moments.ts";
import { mixingOf } from "./mixing.ts";
import { checkOptions, type FleetOptions } from "./options.ts";
import type { Profile } from "./profiles/profile.ts";
import { sceneOf } from "./scene.ts";
import { byMetric } from "./by_metric.ts";
import { planOf } from "./server_plan.ts";
import { simulate } from "./simulate.ts";

/** A profile as one round leaves it. */
export interface CalibrationRound {
  /** The profile with better constants. */
  readonly profile: Profile;
  /** Largest error of a mean or standard deviation before the round, in the unit of the metric. */
  readonly momentError: number;
  /** Largest error of a correlation before the round. */
  readonly correlationError: number;
}

/** How much of the error a round removes, how the spread of a fleet answers to that between servers, and a bound. */
const STEP = 0.7, SPREAD_ANSWER = 0.7, LARGEST_LATENT = 0.97;
/** How much the correlations of the fleet itself count against those of the others. */
const OWN_WEIGHT = 0.6;
/** What is left of the latent correlations at the start. */
const RELAXED = 0.6;

/**
 * Better constants for a profile, round after round; stop when the errors are small enough.
 *
 * @param options The fleet to solve on; default the default fleet.
 * @param seeds Other fleets whose correlations count beside its own, so that they do not fit its chance alone.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { calibrate } from "@lib/generate/calibrate.ts";
 * const first = calibrate({ servers: 20, days: 100 }).next().value;
 * ok(first!.momentError > 0 && first!.correlationError > 0);
 * ```
 */
export function* calibrate(
  options: FleetOptions = {},
  seeds?: readonly number[],
): Generator<CalibrationRound, void, void> {
  const checked = checkOptions(options);
  let profile = relaxed(checked.definition);
  for (;;) {
    const fleets = [checked.seed, ...seeds ?? []].map((seed) => fleetOf({ ...options, seed }, profile));
    // Moments are those of the fleet itself; of the correlations most of the error is its own.
    const moments = fleetMoments(fleets[0]!.panel, profile);
    const correlations = weighted(fleets.map(correlationCheck));
    const momentErrors = moments.flatMap((row) => [row.mean - row.asked_mean, row.sd - row.asked_sd]);

    const { calibration, latent } = profile;
    profile = {
      ...profile,
      calibration: byMetric((metric) => {
        const { mean, sd, asked_mean, asked_sd } = moments.find((row) => row.metric === metric)!;
        const { shift, spread } = calibration[metric];
        // A step in log-odds moves a percentage p by p (1 - p) of it.
        const slope = METRIC_INFO[metric].max === 100 ? 1 - mean / 100 : 1;
        return {
          shift: shift + STEP * Math.log(asked_mean / mean) / slope,
          spread: spread * Math.pow(asked_sd / asked_mean / (sd / mean), STEP / SPREAD_ANSWER),
        };
      }),
      latent: Object.fromEntries(
        Object.keys(latent).map((type) => {
          const rows = correlations.filter((row) => row.server_type === type);
          const steps = Object.fromEntries(rows.map(({ name, asked, got }) => [name, STEP * (asked - got)]));
          return [type, stepped(latent[type]!, steps, profile.noise.outWithIn)];
        }),
      ),
    };
    yield {
      profile,
      momentError: Math.max(...momentErrors.map(Math.abs)),
      correlationError: Math.max(...correlations.map(({ asked, got }) => Math.abs(asked - got))),
    };
  }
}

function fleetOf(options: FleetOptions, profile: Profile): GeneratedFleet {
  const checked = checkOptions({ ...options, profile });
  const scene = sceneOf(checked);
  const servers = Array.from({ length: checked.servers }, (_, index) => {
    const plan = planOf(scene, index);
    return { start: checked.start, days: checked.days, plan, daily: simulate(scene, plan).daily };
  });
  return collectFleet({ ...options, profile }, servers);
}

/** The correlations of a fleet and of the mean of the others. */
function weighted([own, ...others]: readonly CorrelationRow[][]): CorrelationRow[] {
  return own!.map((row, place) => {
    if (others.length === 0) return row;
    const mean = others.reduce((sum, rows) => sum + rows[place]!.got, 0) / others.length;
    return { ...row, got: OWN_WEIGHT * row.got + (1 - OWN_WEIGHT) * mean };
  });
}

/** The latent correlations a little nearer to none: from the edge of what is possible no step leads on. */
function relaxed(profile: Profile): Profile {
  const latent = Object.fromEntries(
    Object.entries(profile.archetypes).map(([type, { correlations }]) => {
      const pairs = Object.entries(profile.latent[type] ?? correlations).map((
        [name, value],
      ) => [name, RELAXED * value]);
      return [type, Object.fromEntries(pairs)];
    }),
  );
  return { ...profile, latent };
}

/** The correlations after a step, pair by pair: a step beyond what any noise can have is halved, then left out. */
function stepped(
  correlations: Correlations,
  steps: Readonly<Partial<Record<keyof Correlations, number>>>,
  outWithIn: number,
): Correlations {
  let possible = correlations;
  for (const [name, step] of Object.entries(steps) as [keyof Correlations, number][]) {
    for (const share of [1, 0.5, 0.25]) {
      const value = possible[name] + share * step;
      const tried = { ...possible, [name]: Math.max(-LARGEST_LATENT, Math.min(LARGEST_LATENT, value)) };
      if (!isPossible(tried, outWithIn)) continue;
      possible = tried;
      break;
    }
  }
  return possible;
}

function isPossible(correlations: Correlations, outWithIn: number): boolean {
  try {
    return mixingOf(correlations, outWithIn).every((value) => !Number.isNaN(value));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
