/** What all servers of a run share, made once: calendars, effects by type and region, gauges, noise, applications. */
import { type CalendarDay, calendarOf } from "@lib/core/calendar.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { type Random, randomFor } from "@lib/core/random.ts";
import { type Application, applicationOf, type FleetRegion } from "./applications.ts";
import { type BusiestHour, busiestHourOf, noiseBank } from "./busiest_hour.ts";
import { byMetric } from "./by_metric.ts";
import { criticalitiesOf, type Criticality } from "./criticality.ts";
import { type DayEffects, dayEffectsOf } from "./day_effects.ts";
import { incidentsOf, type ServerEvent } from "./events.ts";
import { type Gauge, gaugeOf } from "./gauge.ts";
import { CURVES, hourCurve } from "./hour_curves.ts";
import { fillInnovations, generatorState } from "./innovations.ts";
import type { CheckedOptions } from "./options.ts";
import { BLOCK, type Placement, placementOf, typePatternOf } from "./placement.ts";
import type { Profile } from "./profiles/profile.ts";

/** An hour curve with what its noise makes of it. */
export interface CurveOfType {
  /** 24 local hours of the median server. */
  readonly values: Float64Array;
  readonly busiest: (swing: number, noise: number) => BusiestHour;
}

/** What depends on the profile alone. */
interface Stage {
  readonly gauges: Readonly<Record<Metric, Gauge>>;
  /** The six curves of a type and metric (see curveIndex). */
  curves(type: string, metric: Metric): readonly CurveOfType[];
}

/** The shared parts of a run; what depends on a type, a region or a number is made when first asked for. */
export interface Scene extends Stage {
  readonly options: CheckedOptions;
  readonly profile: Profile;
  placement(index: number): Placement;
  effects(type: string, region: FleetRegion): DayEffects;
  application(number: number): Application;
  incidents(application: number): readonly ServerEvent[];
  criticality(index: number): Criticality;
  /** Noise of the load that all servers have in common, variance 1, hour by hour and day by day; empty where they share none. */
  readonly sharedHours: Float64Array;
  readonly sharedDays: { readonly fast: Float64Array; readonly slow: Float64Array };
  /** Room that every server of the run uses anew: steps (two rows of METRICS a day, one day more) and levels (day × metric). */
  readonly scratch: { readonly steps: Float64Array; readonly levels: Float64Array };
}

/**
 * Sets the scene of a run.
 *
 * @param profile Default: the one that the options name; another one while it is being calibrated.
 */
export function sceneOf(options: CheckedOptions, profile: Profile = options.definition): Scene {
  const { seed, start, days, shares } = options;
  const pattern = typePatternOf(shares);
  const calendar = remember((region: FleetRegion): readonly CalendarDay[] => calendarOf(region, start, days));
  const effects = remember((key: `${string}/${FleetRegion}`) => {
    const [type, region] = key.split("/") as [string, FleetRegion];
    return dayEffectsOf(profile.archetypes[type]!, calendar(region));
  });
  const criticalities = remember((block: number) => criticalitiesOf(seed, pattern, profile.archetypes, block));
  const stage = stageOf(profile);
  const commonNoise = (share: number, keep: number, count: number, name: string): Float64Array =>
    share > 0 ? persistentNoise(keep, count, randomFor(seed, name)) : new Float64Array();
  const { shared, persistence } = profile.noise;
  return {
    ...stage,
    options,
    profile,
    placement: (index) => placementOf(pattern, index),
    effects: (type, region) => effects(`${type}/${region}`),
    application: remember((number: number) => applicationOf(seed, number, profile.regions)),
    incidents: remember((number: number) => incidentsOf(profile.rates, seed, number, days)),
    criticality: (index) => criticalities(Math.floor(index / BLOCK))[index % BLOCK]!,
    sharedHours: commonNoise(shared.hour, persistence.hour, days * 24, "shared hours"),
    sharedDays: {
      fast: commonNoise(shared.day, persistence.fast, days, "shared days"),
      slow: commonNoise(shared.day, persistence.slow, days, "shared weeks"),
    },
    scratch: {
      steps: new Float64Array((days + 1) * 2 * METRICS.length),
      levels: new Float64Array(days * METRICS.length),
    },
  };
}

/** The stages of profiles that were used before: asking the noise bank costs more than a small fleet. */
const STAGES = new WeakMap<Profile, Stage>();

function stageOf(profile: Profile): Stage {
  const known = STAGES.get(profile);
  if (known) return known;
  const { traits, archetypes, noise } = profile;
  const bank = noiseBank(noise);
  const curves = remember((key: `${string}/${Metric}`) => {
    const [type, metric] = key.split("/") as [string, Metric];
    const alike = remember((text: string) => {
      const values = Float64Array.from(JSON.parse(text) as number[]);
      return { values, busiest: busiestHourOf(values, bank) };
    });
    // Kinds of day often share their hours, and then also what the bank has to say of them.
    return Array.from(
      { length: CURVES },
      (_, curve) => alike(JSON.stringify([...hourCurve(archetypes[type]!, traits[metric], curve)])),
    );
  });
  const stage = {
    gauges: byMetric(gaugeOf),
    curves: (type: string, metric: Metric) => curves(`${type}/${metric}`),
  };
  STAGES.set(profile, stage);
  return stage;
}

/** Noise with variance 1 in which neighbours have a given correlation (an autoregression of order 1). */
function persistentNoise(keep: number, count: number, random: Random): Float64Array {
  const noise = new Float64Array(count + count % 2);
  fillInnovations(generatorState(random), noise);
  const fresh = Math.sqrt(1 - keep * keep);
  for (let place = 1; place < noise.length; place++) noise[place] = keep * noise[place - 1]! + fresh * noise[place]!;
  return noise;
}

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
