/**
 * The fidelity passport: a generated fleet held against the statistics of real traces.
 *
 * @example
 * ```ts
 * import { generateServersHourly } from "@lib/generate/mod.ts";
 * import { hourlyFleetOf, matchingRun, passport, traceOf } from "@lib/generate/passport/mod.ts";
 * const trace = traceOf("bank-vm")!;
 * const fleet = hourlyFleetOf(generateServersHourly({ ...matchingRun(trace), servers: 10 }));
 * const { rows, shareValidated } = passport(fleet, trace);
 * ```
 *
 * @module
 */
export { type HourlyFleet } from "./hourly_fleet.ts";
export { hourlyFleetOf } from "./generated_hours.ts";
export { matchedTo, matchingRun, PASSPORT_SERVERS } from "./matched.ts";
export { type Passport, passport, type PassportGroup, type PassportRow } from "./passport.ts";
export { traceOf, TRACES, type TraceStatistics } from "./trace_statistics.ts";
export { randomWalkFleet, timeShuffled } from "./impostors.ts";
export { discriminate, type DiscriminatorScore } from "./discriminator.ts";
export { shareOfRealHalf } from "./size_matched.ts";
export { type FleetStatistics, fleetStatistics } from "./fleet_statistics.ts";
export { type Unjudged } from "./noise_floor.ts";
