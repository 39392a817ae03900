/** A server before chance: who it is, what happens to it, and the demand that is expected of every day. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { type Application, utcOffsetOf } from "./applications.ts";
import { ARCHETYPES } from "./archetypes.ts";
import type { BusiestHour } from "./busiest_hour.ts";
import type { Criticality } from "./criticality.ts";
import type { DayEffects } from "./day_effects.ts";
import { incidentStrength, levelShiftsOf, type ServerEvent } from "./events.ts";
import { CURVES } from "./hour_curves.ts";
import { type Identity, identityOf } from "./identity.ts";
import { type Instance, INSTANCE_SIZES, instanceOf } from "./instances.ts";
import { type Placement, placementOf } from "./placement.ts";
import type { Scene } from "./scene.ts";
import { METRIC_TRAITS } from "./traits.ts";

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
  /** Logarithm of the expected daily p95 before bound and spikes, one value per day. */
  readonly logDemand: Readonly<Record<Metric, Float64Array>>;
  /** The busiest hour of each curve (see curveIndex). */
  readonly busiestHours: Readonly<Record<Metric, readonly BusiestHour[]>>;
}

/** The plan of a server. */
export function planOf(scene: Scene, index: number): ServerPlan {
  const { seed, days } = scene.options;
  const placement = placementOf(index);
  const { type } = placement;
  const application = scene.application(placement.application);
  const identity = identityOf(seed, placement, scene.profile);
  const effects = scene.effects(type, application.region);
  const { incident: reach } = ARCHETYPES[type];
  const incidents = scene.incidents(placement.application).map((event) => ({ ...event, size: event.size ** reach }));
  const foreseen = [...levelShiftsOf(seed, index, days), ...incidents];
  const orders = ordersOf(identity, foreseen, days, (size) => instanceOf(type, size).leadTimeDays);
  const events = [...foreseen, ...orders].sort((a, b) => a.first - b.first);
  const grown = orders.filter((event) => event.kind === "resize" && event.metric === "cpu_p95").length;
  const extended = orders.filter((event) => event.kind === "disk extension").length;
  const busiestHours = scene.busiestHours(type);
  const plan = {
    placement,
    application,
    criticality: scene.criticality(index),
    instance: instanceOf(type, identity.size + grown, DISK_EXTENSION ** extended),
    identity,
    utcOffsetHours: utcOffsetOf(application.region),
    calendar: effects.days,
    effects,
    events,
    busiestHours: byMetric((metric) =>
      Array.from({ length: CURVES }, (_, curve) => busiestHours(metric, curve, identity.hourAmplitude))
    ),
  };
  return { ...plan, logDemand: byMetric((metric) => logDemandOf(plan, metric)) };
}

/** A record with one entry per metric. */
export function byMetric<Value>(make: (metric: Metric) => Value): Record<Metric, Value> {
  return Object.fromEntries(METRICS.map((metric) => [metric, make(metric)])) as Record<Metric, Value>;
}

/** True compounding growth of a metric, 0.1 = +10 % a year. */
export function growthPerYear(identity: Identity, metric: Metric): number {
  return Math.pow(1 + identity.growthPerMonth, 12 * METRIC_TRAITS[metric].growth) - 1;
}

/** The logarithm of what each driver does to a metric, one value per day. */
export function driverLogsOf(plan: Omit<ServerPlan, "logDemand">, metric: Metric): Record<Driver, Float64Array> {
  const { identity, effects, events } = plan;
  const trait = METRIC_TRAITS[metric];
  const days = effects.days.length;
  const growth = new Float64Array(days), season = new Float64Array(days), weekday = new Float64Array(days);
  const calendar = new Float64Array(days), habit = new Float64Array(days);
  const growthPerDay = growthLogPerDay(identity, metric);
  const seasonShare = trait.annual * identity.annualAmplitude;
  const weekdayShare = trait.freeDay * identity.weekendAmplitude;
  for (let day = 0; day < days; day++) {
    growth[day] = growthPerDay * day;
    season[day] = seasonShare * effects.annual[day]!;
    weekday[day] = weekdayShare * effects.weekend[day]!;
    calendar[day] = trait.freeDay * effects.holiday[day]! + trait.periodEnd * effects.periodEnd[day]!;
  }
  if (metric === "disk_p95") {
    const { everyDays, offsetDays, share } = identity.cleanUp;
    for (let day = 0; day < days; day++) habit[day] = share * ((day + offsetDays) % everyDays / everyDays - 0.5);
  }
  return { growth, season, weekday, calendar, habit, events: eventLogsOf(events, metric, days) };
}

function logDemandOf(plan: Omit<ServerPlan, "logDemand">, metric: Metric): Float64Array {
  const { growth, season, weekday, calendar, habit, events } = driverLogsOf(plan, metric);
  const base = Math.log(plan.identity.levels[metric]);
  const demand = new Float64Array(growth.length);
  for (let day = 0; day < demand.length; day++) {
    demand[day] = base + growth[day]! + season[day]! + weekday[day]! + calendar[day]! + habit[day]! + events[day]!;
  }
  return demand;
}

function growthLogPerDay(identity: Identity, metric: Metric): number {
  return Math.log1p(identity.growthPerMonth) / MONTH_DAYS * METRIC_TRAITS[metric].growth;
}

/** The effect of an event on a metric at full strength. */
function eventLog(event: ServerEvent, metric: Metric): number {
  if (event.metric !== null) return event.metric === metric ? Math.log(event.size) : 0;
  const trait = METRIC_TRAITS[metric];
  return Math.log(event.size) * (event.kind === "incident" ? trait.incident : trait.shift);
}

function eventLogsOf(events: readonly ServerEvent[], metric: Metric, days: number): Float64Array {
  const logs = new Float64Array(days);
  for (const event of events) {
    const full = eventLog(event, metric);
    if (full === 0) continue;
    const isIncident = event.kind === "incident";
    const end = isIncident ? Math.min(days, event.last + 1) : days;
    for (let day = event.first; day < end; day++) logs[day]! += isIncident ? full * incidentStrength(event, day) : full;
  }
  return logs;
}

/** The orders of a server's owners: when its level passes what they bear, more capacity comes one lead time later. */
function ordersOf(
  identity: Identity,
  foreseen: readonly ServerEvent[],
  days: number,
  leadDaysOf: (size: number) => number,
): ServerEvent[] {
  const watched = ["cpu_p95", "mem_p95", "disk_p95"] as const;
  const shifts = foreseen.filter((event) => event.kind === "level shift");
  const [cpu, mem, disk] = watched.map((metric) => {
    const level = eventLogsOf(shifts, metric, days);
    const growth = growthLogPerDay(identity, metric), base = Math.log(identity.levels[metric]);
    for (let day = 0; day < days; day++) level[day] = Math.exp(base + growth * day + level[day]!);
    return level;
  }) as [Float64Array, Float64Array, Float64Array];
  const orders: ServerEvent[] = [];
  let size = identity.size, machineFactor = 1, diskFactor = 1, machineReady = -1, diskReady = -1;
  for (let day = 0; day < days; day++) {
    if (day === machineReady) {
      machineFactor *= RESIZE_FACTOR;
      for (const metric of ["cpu_p95", "mem_p95"] as const) {
        orders.push({ kind: "resize", metric, first: day, last: day, size: RESIZE_FACTOR });
      }
      size++;
    }
    if (day === diskReady) {
      diskFactor /= DISK_EXTENSION;
      orders.push({ kind: "disk extension", metric: "disk_p95", first: day, last: day, size: 1 / DISK_EXTENSION });
    }
    const isMachineShort = cpu[day]! * machineFactor > identity.orderAt.cpu_p95 ||
      mem[day]! * machineFactor > identity.orderAt.mem_p95;
    if (isMachineShort && day >= machineReady && size < INSTANCE_SIZES.length - 1) {
      machineReady = day + leadDaysOf(size);
    }
    if (disk[day]! * diskFactor > identity.orderAt.disk_p95 && day >= diskReady) diskReady = day + leadDaysOf(size);
  }
  return orders;
}
