/** What all servers of a run share, made once: calendars, effects by type and region, noise bank, applications. */
import { type CalendarDay, calendarOf } from "@lib/core/calendar.ts";
import type { ServerType } from "@lib/core/tables.ts";
import { type Application, applicationOf, type FleetRegion } from "./applications.ts";
import { ARCHETYPES } from "./archetypes.ts";
import { type BusiestHours, busiestHoursOf, noiseBank } from "./busiest_hour.ts";
import { criticalitiesOf, type Criticality } from "./criticality.ts";
import { type DayEffects, dayEffectsOf } from "./day_effects.ts";
import { incidentsOf, type ServerEvent } from "./events.ts";
import { mixingOf } from "./mixing.ts";
import type { CheckedOptions } from "./options.ts";
import { BLOCK } from "./placement.ts";
import { type Profile, PROFILES } from "./profiles.ts";

/** The shared parts of a run; each is made when first asked for. */
export interface Scene {
  readonly options: CheckedOptions;
  readonly profile: Profile;
  calendar(region: FleetRegion): readonly CalendarDay[];
  effects(type: ServerType, region: FleetRegion): DayEffects;
  busiestHours(type: ServerType): BusiestHours;
  /** Lower Cholesky factor of the latent correlations, row-major 5 × 5 in the order of METRICS. */
  mixing(type: ServerType): Float64Array;
  application(number: number): Application;
  incidents(application: number): readonly ServerEvent[];
  criticality(index: number): Criticality;
}

/**
 * Sets the scene of a run.
 *
 * @param profile Default: the one that the options name; another one while it is being calibrated.
 */
export function sceneOf(options: CheckedOptions, profile: Profile = PROFILES[options.profile]): Scene {
  const { seed, start, days } = options;
  const bank = noiseBank();
  const calendar = remember((region: FleetRegion) => calendarOf(region, start, days));
  const effects = remember((key: `${ServerType}/${FleetRegion}`) => {
    const [type, region] = key.split("/") as [ServerType, FleetRegion];
    return dayEffectsOf(ARCHETYPES[type], calendar(region));
  });
  const criticalities = remember((block: number) => criticalitiesOf(seed, block));
  return {
    options,
    profile,
    calendar,
    effects: (type, region) => effects(`${type}/${region}`),
    busiestHours: remember((type: ServerType) => busiestHoursOf(ARCHETYPES[type], bank)),
    mixing: remember((type: ServerType) => mixingOf(profile.latent[type])),
    application: remember((number: number) => applicationOf(seed, number)),
    incidents: remember((number: number) => incidentsOf(seed, number, days)),
    criticality: (index) => criticalities(Math.floor(index / BLOCK))[index % BLOCK]!,
  };
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
