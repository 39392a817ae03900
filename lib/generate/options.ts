/** What may be asked of a fleet. */
import { type Day, dayOf } from "@lib/core/day.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { type ProfileName, SERVER_TYPES, type ServerType } from "@lib/core/tables.ts";
import type { Shares } from "./placement.ts";
import { PROFILES } from "./profiles.ts";

/** Options of a run: which days, which chance, which kind of fleet. */
export interface RunOptions {
  /** First day; default 2022-01-01. Growth and events count from here. */
  readonly start?: Day;
  /** Consecutive days, 1 to 36,525; default 1461. A longer run begins with the values of a shorter one. */
  readonly days?: number;
  /** Whole number; default 42. */
  readonly seed?: number;
  /** Kind of fleet; default `enterprise`. */
  readonly profile?: ProfileName;
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
  readonly profile: ProfileName;
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
  requireWhole("start (days since 1970-01-01)", start, 0, 80_000);
  requireWhole("seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (!Object.hasOwn(PROFILES, profile)) {
    throw new CapacityError(
      `Cannot generate a fleet: expected a profile among ${Object.keys(PROFILES).join(", ")}, got "${profile}"`,
      { kind: "usage" },
    );
  }
  return { servers, start, days, seed, profile, shares: checkShares(options.shares ?? sharesOf(profile)) };
}

function sharesOf(profile: ProfileName): Shares {
  const { archetypes } = PROFILES[profile];
  return Object.fromEntries(SERVER_TYPES.map((type) => [type, archetypes[type].share])) as Record<ServerType, number>;
}

function checkShares(shares: Shares): Shares {
  const parts = SERVER_TYPES.map((type) => shares[type]);
  const sum = parts.reduce((total, share) => total + share, 0);
  if (parts.every((share) => share >= 0 && share <= 1) && Math.abs(sum - 1) < 1e-6) return shares;
  throw new CapacityError(
    `Cannot generate a fleet: expected shares of ${SERVER_TYPES.join(", ")} from 0 to 1 that add up to 1, got ${
      parts.join(" + ")
    }`,
    { kind: "usage" },
  );
}

function requireWhole(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(
    `Cannot generate a fleet: expected ${name} as a whole number from ${low} to ${high}, got ${value}`,
  );
}
