/** A server before chance: who it is, what happens to it, and the demand that is expected of every day. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import type { Metric } from "@lib/core/metric.ts";
import { type Application, utcOffsetOf } from "./applications.ts";
import type { Archetype } from "./archetypes.ts";
import type { BusiestHour } from "./busiest_hour.ts";
import { byMetric } from "./by_metric.ts";
import type { Criticality } from "./criticality.ts";
import type { DayEffects } from "./day_effects.ts";
import { incidentStrength, levelShiftsOf, type ServerEvent } from "./events.ts";
import type { Gauge } from "./gauge.ts";
import { curveIndex } from "./hour_curves.ts";
import { type Identity, identityOf } from "./identity.ts";
import { hardwareOf, type Instance, INSTANCE_SIZES, instanceOf } from "./instances.ts";
import { originalExpected } from "./original/expected.ts";
import type { Placement } from "./placement.ts";
import type { CurveOfType, Scene } from "./scene.ts";
import type { MetricTrait } from "./traits.ts";

/** Mean length of a month in days. */
const MONTH_DAYS = 365.25 / 12;
/** What a resize (the next size up) does to CPU and memory, and what an extension does to the disk. */
const RESIZE_FACTOR = 0.5, DISK_EXTENSION = 1.5;

/** What moves the demand on a server, in the order in which a picture stacks it. */
export const DRIVERS = ["growth", "season", "weekday", "calendar", "habit", "events"] as const;
/** A driver of demand. */
export type Driver = typeof DRIVERS[number];

/** A server before chance. */
export interface ServerPlan {
  readonly placement: Placement;
  readonly archetype: Archetype;
  readonly traits: Readonly<Record<Metric, MetricTrait>>;
  readonly gauges: Readonly<Record<Metric, Gauge>>;
  readonly application: Application;
  readonly criticality: Criticality;
  /** The machine on the last day of the run. */
  readonly instance: Instance;
  readonly identity: Identity;
  readonly utcOffsetHours: number;
  readonly calendar: readonly CalendarDay[];
  readonly effects: DayEffects;
  /** In the order of their first days. */
  readonly events: readonly ServerEvent[];
  /** Expected daily p95 where a formula of the profile's own makes the values. */
  readonly given?: Readonly<Record<Metric, Float64Array>>;
  /** Logarithm of the expected daily p95 before bound and spikes, one value per day. */
  readonly logDemand: Readonly<Record<Metric, Float64Array>>;
  /** The six hour curves of each metric (see curveIndex) for the median server, and this server's busiest hours. */
  readonly curves: Readonly<Record<Metric, readonly CurveOfType[]>>;
  readonly busiestHours: Readonly<Record<Metric, readonly BusiestHour[]>>;
}

/** The plan of a server. */
export function planOf(scene: Scene, index: number): ServerPlan {
  const { profile, gauges } = scene;
  const { seed, start, days } = scene.options;
  const placement = scene.placement(index);
  const { type } = placement;
  const archetype = profile.archetypes[type]!;
  const hardware = hardwareOf(type, archetype.hardware);
  const application = scene.application(placement.application);
  const identity = identityOf(seed, placement, profile);
  const effects = scene.effects(type, application.region);
  const events = profile.formula ? [] : eventsOf(scene, placement, archetype, identity);
  const grown = events.filter((event) => event.kind === "resize" && event.metric === "cpu_p95").length;
  const extended = events.filter((event) => event.kind === "disk extension").length;
  const curves = byMetric((metric) => scene.curves(type, metric));
  const plan = {
    placement,
    archetype,
    traits: profile.traits,
    gauges,
    application,
    criticality: scene.criticality(index),
    instance: instanceOf(hardware, identity.size + grown, {
      boughtWith: identity.size,
      factor: DISK_EXTENSION ** extended,
    }),
    identity,
    utcOffsetHours: utcOffsetOf(application.region),
    calendar: effects.days,
    effects,
    events,
    curves,
    busiestHours: byMetric((metric) =>
      curves[metric].map(({ busiest }) => busiest(identity.hourAmplitude, identity.hourNoise[metric]))
    ),
  };
  if (profile.formula !== "original") {
    return { ...plan, logDemand: byMetric((metric) => logDemandOf(plan, metric, events)) };
  }
  const given = byMetric((metric) => originalExpected(type, metric, { start, days }));
  return { ...plan, given, logDemand: byMetric((metric) => given[metric].map(Math.log)) };
}

/** What happens to a server, in the order of the first days. */
function eventsOf(scene: Scene, placement: Placement, archetype: Archetype, identity: Identity): ServerEvent[] {
  const { profile: { rates, traits }, options: { seed, days } } = scene;
  const incidents = scene.incidents(placement.application)
    .map((event) => ({ ...event, size: event.size ** archetype.incident }));
  const foreseen = [...levelShiftsOf(rates, seed, placement.index, days), ...incidents];
  const hardware = hardwareOf(placement.type, archetype.hardware);
  const orders = ordersOf(traits, identity, foreseen, days, (size) => instanceOf(hardware, size).leadTimeDays);
  return [...foreseen, ...orders].sort((a, b) => a.first - b.first);
}

/**
 * What is taken off the hours of a kind of day, so that the mean of its p95 is the demand: the cumulants of the busiest
 * hour's logarithm. A spike comes on top of a normal day, so both share the normal day's zero.
 */
export function zeroOf(plan: ServerPlan, metric: Metric, shape: number): number {
  const { mean, variance, thirdCumulant } = plan.busiestHours[metric][curveIndex(shape, 0)]!;
  return mean + (variance + plan.identity.dayNoise[metric] ** 2) / 2 + thirdCumulant / 6;
}

/** True compounding growth of a metric, 0.1 = +10 % a year. */
export function growthPerYear({ identity, traits }: Pick<ServerPlan, "identity" | "traits">, metric: Metric): number {
  return Math.pow(1 + identity.growthPerMonth, 12 * traits[metric].growth) - 1;
}

/** How much of each effect of the calendar reaches a metric of a server. */
function weightsOf({ identity, traits }: Pick<ServerPlan, "identity" | "traits">, metric: Metric) {
  const trait = traits[metric];
  return {
    growthPerDay: growthLogPerDay(identity, trait),
    season: trait.annual * identity.annualAmplitude,
    weekday: trait.freeDay * identity.weekendAmplitude,
    holiday: trait.freeDay,
    periodEnd: trait.periodEnd,
  };
}

/** The logarithm of what each driver does to a metric, one value per day. */
export function driverLogsOf(plan: ServerPlan, metric: Metric): Record<Driver, Float64Array> {
  const { effects } = plan;
  const weights = weightsOf(plan, metric);
  const events = new Float64Array(effects.days.length);
  addEvents(events, plan.traits, plan.events, metric);
  const perDay = (log: (day: number) => number) => Float64Array.from(effects.days, (_, day) => log(day));
  return {
    growth: perDay((day) => weights.growthPerDay * day),
    season: perDay((day) => weights.season * effects.annual[day]!),
    weekday: perDay((day) => weights.weekday * effects.weekend[day]!),
    calendar: perDay((day) => weights.holiday * effects.holiday[day]! + weights.periodEnd * effects.periodEnd[day]!),
    habit: perDay((day) => metric === "disk_p95" ? cleanUpLog(plan.identity, day) : 0),
    events,
  };
}

/**
 * Logarithm of the expected demand of every day: base, growth, season, weekday, calendar, habit and events.
 *
 * @param events Which events to take into account: all that were planted, or those of the past.
 */
export function logDemandOf(
  plan: Pick<ServerPlan, "identity" | "traits" | "effects">,
  metric: Metric,
  events: readonly ServerEvent[],
): Float64Array {
  const { identity, traits, effects } = plan;
  const demand = new Float64Array(effects.days.length).fill(Math.log(identity.levels[metric]));
  addCalendar(demand, weightsOf(plan, metric), effects);
  if (metric === "disk_p95") { for (const day of demand.keys()) demand[day]! += cleanUpLog(identity, day); }
  addEvents(demand, traits, events, metric);
  return demand;
}

function addCalendar(
  logs: Float64Array,
  { growthPerDay, season, weekday, holiday, periodEnd }: ReturnType<typeof weightsOf>,
  effects: DayEffects,
): void {
  for (let day = 0; day < logs.length; day++) {
    logs[day]! += growthPerDay * day + season * effects.annual[day]! + weekday * effects.weekend[day]! +
      holiday * effects.holiday[day]! + periodEnd * effects.periodEnd[day]!;
  }
}

/** The saw-tooth of a disk that is cleaned up now and then. */
function cleanUpLog({ cleanUp: { everyDays, offsetDays, share } }: Identity, day: number): number {
  return share * ((day + offsetDays) % everyDays / everyDays - 0.5);
}

function growthLogPerDay(identity: Identity, trait: MetricTrait): number {
  return Math.log1p(identity.growthPerMonth) / MONTH_DAYS * trait.growth;
}

/** The effect of an event on a metric at full strength. */
function eventLog(traits: ServerPlan["traits"], event: ServerEvent, metric: Metric): number {
  if (event.metric !== null) return event.metric === metric ? Math.log(event.size) : 0;
  return Math.log(event.size) * (event.kind === "incident" ? traits[metric].incident : traits[metric].shift);
}

/** Whether an event moves a metric at all. */
export function actsOn({ traits }: Pick<ServerPlan, "traits">, event: ServerEvent, metric: Metric): boolean {
  return eventLog(traits, event, metric) !== 0;
}

function addEvents(
  logs: Float64Array,
  traits: ServerPlan["traits"],
  events: readonly ServerEvent[],
  metric: Metric,
): void {
  for (const event of events) {
    const full = eventLog(traits, event, metric);
    if (full === 0) continue;
    const isIncident = event.kind === "incident";
    const end = isIncident ? Math.min(logs.length, event.last + 1) : logs.length;
    for (let day = event.first; day < end; day++) logs[day]! += isIncident ? full * incidentStrength(event, day) : full;
  }
}

/** The orders of a server's owners: when its level passes what they bear, more capacity comes one lead time later. */
function ordersOf(
  traits: ServerPlan["traits"],
  identity: Identity,
  foreseen: readonly ServerEvent[],
  days: number,
  leadDaysOf: (size: number) => number,
): ServerEvent[] {
  const shifts = foreseen.filter((event) => event.kind === "level shift");
  // How far each level lies above what its owners bear, as a logarithm without the growth.
  const [cpu, mem, disk] = (["cpu_p95", "mem_p95", "disk_p95"] as const).map((metric) => {
    const over = new Float64Array(days).fill(Math.log(identity.levels[metric] / identity.orderAt[metric]));
    addEvents(over, traits, shifts, metric);
    const growth = growthLogPerDay(identity, traits[metric]);
    for (let day = 0; day < days; day++) over[day]! += growth * day;
    return over;
  }) as [Float64Array, Float64Array, Float64Array];
  const orders: ServerEvent[] = [];
  let size = identity.size, machineLog = 0, diskLog = 0, machineReady = -1, diskReady = -1;
  for (let day = 0; day < days; day++) {
    if (day === machineReady) {
      machineLog += Math.log(RESIZE_FACTOR);
      for (const metric of ["cpu_p95", "mem_p95"] as const) {
        orders.push({ kind: "resize", metric, first: day, last: day, size: RESIZE_FACTOR });
      }
      size++;
    }
    if (day === diskReady) {
      diskLog -= Math.log(DISK_EXTENSION);
      orders.push({ kind: "disk extension", metric: "disk_p95", first: day, last: day, size: 1 / DISK_EXTENSION });
    }
    const isMachineShort = cpu[day]! + machineLog > 0 || mem[day]! + machineLog > 0;
    if (isMachineShort && day >= machineReady && size < INSTANCE_SIZES.length - 1) {
      machineReady = day + leadDaysOf(size + 1);
    }
    if (disk[day]! + diskLog > 0 && day >= diskReady) diskReady = day + leadDaysOf(size);
  }
  return orders;
}
