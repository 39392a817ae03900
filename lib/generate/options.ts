/** What may be asked of a fleet. */
import { type Day, dayOf, isoDate } from "@lib/core/day.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR } from "@lib/core/holidays.ts";
import type { ProfileName } from "@lib/core/tables.ts";
import type { Shares } from "./placement.ts";
import { profileOf } from "./profiles.ts";
import type { Profile } from "./profiles/profile.ts";

/** Options of a run: which days, which chance, which kind of fleet. */
export interface RunOptions {
  /** First day; default 2022-01-01. Growth and events count from here. */
  readonly start?: Day;
  /** Consecutive days, 1 to 36,525; default 1461. A longer run begins with the values of a shorter one. */
  readonly days?: number;
  /** Whole number; default 42. */
  readonly seed?: number;
  /** Kind of fleet: a name, or a profile of your own; default `enterprise`. */
  readonly profile?: ProfileName | Profile;
  /** Share of each type of server, kept to a thousandth; they add up to 1. Default: the profile's. */
  readonly shares?: Shares;
}

/** Options of a fleet. */
export interface FleetOptions extends RunOptions {
  /** Number of servers, 1 to 1,000,000; default 120. */
  readonly servers?: number;
  /** Called after every server. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Options with every default filled in. */
export interface CheckedOptions {
  readonly servers: number;
  readonly start: Day;
  readonly days: number;
  readonly seed: number;
  /** Name of the profile. */
  readonly profile: string;
  /** The profile itself. */
  readonly definition: Profile;
  readonly shares: Shares;
}

/**
 * The options with their defaults, checked.
 *
 * @throws {RangeError} when a number is out of its range.
 * @throws {CapacityError} when there is no such profile, or the shares do not add up to 1.
 */
export function checkOptions(options: FleetOptions = {}): CheckedOptions {
  const { servers = 120, start = dayOf("2022-01-01"), days = 1461, seed = 42, profile = "enterprise" } = options;
  requireWhole("servers", servers, 1, 1_000_000);
  requireWhole("days", days, 1, 36_525);
  requireDays(start, days);
  requireWhole("seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const definition = profileOf(profile);
  const shares = checkShares(definition, options.shares ?? sharesOf(definition));
  return { servers, start, days, seed, profile: definition.name, definition, shares };
}

function sharesOf({ archetypes }: Profile): Shares {
  return Object.fromEntries(Object.entries(archetypes).map(([type, { share }]) => [type, share]));
}

function checkShares({ name, archetypes }: Profile, shares: Shares): Shares {
  const unknown = Object.keys(shares).find((type) => !Object.hasOwn(archetypes, type));
  const types = Object.keys(archetypes);
  if (unknown !== undefined) {
    throw new CapacityError(
      `Cannot generate a fleet: expected shares of ${types.join(", ")} (profile ${name}), got one of "${unknown}"`,
      { kind: "usage" },
    );
  }
  const parts = types.map((type) => shares[type] ?? 0);
  const sum = parts.reduce((total, share) => total + share, 0);
  if (!parts.every((share) => share >= 0 && share <= 1) || Math.abs(sum - 1) > 1e-6) {
    throw new CapacityError(
      `Cannot generate a fleet: expected shares of ${types.join(", ")} from 0 to 1 that add up to 1, got ${
        parts.join(" + ")
      }`,
      { kind: "usage" },
    );
  }
  return Object.fromEntries(types.map((type, place) => [type, parts[place]!]));
}

/** The bank holidays are known for these years, with a week on both sides to look over the edge. */
function requireDays(start: Day, days: number): void {
  const first = dayOf(`${FIRST_HOLIDAY_YEAR}-01-01`), last = dayOf(`${LAST_HOLIDAY_YEAR}-12-31`);
  if (Number.isInteger(start) && start >= first && start + days - 1 <= last) return;
  const asked = Number.isInteger(start) ? `${isoDate(start)} and ${days} days` : `${start}`;
  throw new RangeError(
    `Cannot generate a fleet: expected days from ${isoDate(first)} to ${isoDate(last)}, got ${asked}`,
  );
}

function requireWhole(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(
    `Cannot generate a fleet: expected ${name} as a whole number from ${low} to ${high}, got ${value}`,
  );
}
