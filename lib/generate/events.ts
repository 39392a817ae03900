/** What happens to servers and applications: level shifts, incidents, resizes. All of it is planted, so all of it is known. */
import type { Metric } from "@lib/core/metric.ts";
import { type Random, randomFor } from "@lib/core/random.ts";

/** Kinds of event; a clean-up of the disk is a habit of its server (see Identity), not an event. */
export type EventKind = "level shift" | "incident" | "resize" | "disk extension";

/** One event on one server. */
export interface ServerEvent {
  readonly kind: EventKind;
  /** The metric it touches, or `null` for all, each by its elasticity. */
  readonly metric: Metric | null;
  /** First and last day, counted from the start of the run; a permanent change has only its first day. */
  readonly first: number;
  readonly last: number;
  /** Factor on the level of CPU demand (or of the named metric); of an incident, on its worst day. */
  readonly size: number;
}

/** Mean days between the events of one server or application, and how large they are. */
export interface EventRates {
  /** Permanent changes: days between them, standard deviation of the logarithm of the factor. */
  readonly shift: { readonly everyDays: number; readonly logSd: number };
  /** Incidents: days between them, their length, and the range of the factor when load is added or lost. */
  readonly incident: {
    readonly everyDays: number;
    readonly shortestDays: number;
    readonly longestDays: number;
    readonly overload: readonly [low: number, high: number];
    readonly loss: readonly [low: number, high: number];
    readonly lossShare: number;
  };
}

/** Permanent changes of the demand on one server: a client won or lost, a release that costs more. */
export function levelShiftsOf(rates: EventRates, seed: number, index: number, days: number): ServerEvent[] {
  const random = randomFor(seed, "level shift", index);
  return arrivals(random, rates.shift.everyDays, days, (first) => ({
    kind: "level shift",
    metric: null,
    first,
    last: first,
    size: Math.exp(rates.shift.logSd * random.normal()),
  }));
}

/** Incidents of several days of one application: retry storms and reruns (more load), lost traffic (less). */
export function incidentsOf(rates: EventRates, seed: number, application: number, days: number): ServerEvent[] {
  const random = randomFor(seed, "incident", application);
  const { everyDays, shortestDays, longestDays, overload, loss, lossShare } = rates.incident;
  return arrivals(random, everyDays, days, (first) => {
    const length = shortestDays + Math.floor(random.uniform() * (longestDays - shortestDays + 1));
    const [low, high] = random.uniform() < lossShare ? loss : overload;
    return {
      kind: "incident",
      metric: null,
      first,
      last: first + length - 1,
      size: low + (high - low) * random.uniform(),
    };
  });
}

/** How far an incident has got on one of its days: full at first, fading over its second half; 0 outside. */
export function incidentStrength(event: ServerEvent, day: number): number {
  if (day < event.first || day > event.last) return 0;
  const progress = (day - event.first + 1) / (event.last - event.first + 2);
  return progress < 0.5 ? 1 : 2 * (1 - progress);
}

/** Events at random times with a mean distance; those of a shorter run are the first of a longer one. */
function arrivals(
  random: Random,
  everyDays: number,
  days: number,
  make: (first: number) => ServerEvent,
): ServerEvent[] {
  const events: ServerEvent[] = [];
  for (let at = waiting(); at < days; at += waiting()) events.push(make(Math.floor(at)));
  return events;

  function waiting(): number {
    return -Math.log(1 - random.uniform()) * everyDays;
  }
}
