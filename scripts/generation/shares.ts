/** The option `--shares`: how much of a fleet each type is. */
import { InvalidArgumentError } from "commander";
import { SERVER_TYPES, type ServerType } from "@lib/core/vocabulary.ts";
import type { Shares } from "@lib/generate/placement.ts";

/** Shares are typed in decimals, whose sum is seldom exactly 1. */
const TOLERANCE = 1e-6;

/**
 * Parses `web=.35,application=.4,database=.15,batch=.1`; a type that is left out has no servers.
 *
 * @throws {InvalidArgumentError} when a type is unknown or named twice, a share is no number from 0 to 1, or they do not
 * sum to 1.
 */
export function sharesOf(text: string): Shares {
  const shares: Record<string, number> = {};
  for (const part of text.split(",")) {
    const [name = "", value = "", ...rest] = part.split("=").map((word) => word.trim());
    if (!SERVER_TYPES.some((type) => type === name)) {
      throw new InvalidArgumentError(`expected a type among ${SERVER_TYPES.join(", ")}, got "${name}"`);
    }
    if (name in shares) throw new InvalidArgumentError(`expected each type once, got ${name} again`);
    const share = value === "" || rest.length > 0 ? NaN : Number(value);
    if (!(share >= 0 && share <= 1)) {
      throw new InvalidArgumentError(`expected a share from 0 to 1 for ${name}, got "${part.slice(name.length + 1)}"`);
    }
    shares[name] = share;
  }
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > TOLERANCE) {
    throw new InvalidArgumentError(`expected shares that sum to 1, got ${Number(sum.toFixed(6))}`);
  }
  return Object.fromEntries(SERVER_TYPES.map((type) => [type, shares[type] ?? 0])) as Record<ServerType, number>;
}
