/** The applications that servers share: name, business unit, region and weight. */
import { randomFor } from "@lib/core/random.ts";
import type { REGIONS } from "@lib/core/holidays.ts";
import type { BUSINESS_UNITS } from "@lib/core/tables.ts";

type BusinessUnit = typeof BUSINESS_UNITS[number];
/** A region that a synthetic server can stand in. */
export type FleetRegion = typeof REGIONS[number];

/** Share of the applications that each business unit owns, and what it runs. */
const BUSINESS_UNIT_TABLE: readonly { unit: BusinessUnit; share: number; names: readonly string[] }[] = [
  {
    unit: "Trading",
    share: 0.28,
    names: ["order-routing", "market-data", "pricing", "settlement", "positions", "margin"],
  },
  {
    unit: "Retail",
    share: 0.34,
    names: ["payments", "mobile-banking", "cards", "loans", "branch-portal", "notifications"],
  },
  { unit: "Compliance", share: 0.16, names: ["reporting", "surveillance", "kyc", "audit-trail"] },
  { unit: "IT", share: 0.22, names: ["identity", "backup", "monitoring", "file-transfer", "build-farm"] },
];

/** Share of the applications that run in each region, and its hours ahead of UTC (standard time all year). */
const REGION_TABLE: readonly { region: FleetRegion; share: number; utcOffsetHours: number }[] = [
  { region: "US-East", share: 0.35, utcOffsetHours: -5 },
  { region: "US-West", share: 0.2, utcOffsetHours: -8 },
  { region: "EU", share: 0.25, utcOffsetHours: 1 },
  { region: "Asia", share: 0.2, utcOffsetHours: 8 },
];

/** Steps of two low-discrepancy sequences: the fractions of the golden ratio and of the square root of two. */
const UNIT_STEP = 0.6180339887498949, REGION_STEP = 0.4142135623730951;

/** An application. */
export interface Application {
  readonly name: string;
  readonly businessUnit: BusinessUnit;
  readonly region: FleetRegion;
  /** 0 = nobody would notice … 1 = the bank stands still. */
  readonly weight: number;
}

/**
 * The application of a number.
 *
 * @param number From 0.
 * @param regions Where it may run; default everywhere.
 */
export function applicationOf(seed: number, number: number, regions?: readonly FleetRegion[]): Application {
  const start = randomFor(seed, "applications");
  const unitAt = (start.uniform() + number * UNIT_STEP) % 1;
  const regionAt = (start.uniform() + number * REGION_STEP) % 1;
  const { unit, names } = pickByShare(BUSINESS_UNIT_TABLE, unitAt);
  const { region } = regions ? pickAmong(regions, regionAt) : pickByShare(REGION_TABLE, regionAt);
  return {
    name: `${names[number % names.length]}-${String(number + 1).padStart(2, "0")}`,
    businessUnit: unit,
    region,
    weight: randomFor(seed, "application", number).uniform(),
  };
}

/** Hours that a region's clock is ahead of UTC. */
export function utcOffsetOf(region: FleetRegion): number {
  return REGION_TABLE.find((row) => row.region === region)!.utcOffsetHours;
}

/** One of some regions, by their shares among themselves. */
function pickAmong(regions: readonly FleetRegion[], at: number): { region: FleetRegion } {
  const rows = REGION_TABLE.filter(({ region }) => regions.includes(region));
  return pickByShare(rows, at * rows.reduce((sum, { share }) => sum + share, 0));
}

function pickByShare<Row extends { share: number }>(rows: readonly Row[], at: number): Row {
  let end = 0;
  return rows.find((row) => at < (end += row.share)) ?? rows[rows.length - 1]!;
}
