/** The option `--shares`: how much of a fleet each type is. */
import { InvalidArgumentError } from "commander";
import type { Shares } from "@lib/generate/placement.ts";

/**
 * Parses `web=.35,application=.4,database=.15,batch=.1`; a type that is left out has no servers. Which types there are
 * is up to the profile (checkOptions).
 *
 * @throws {InvalidArgumentError} when a type is named twice or a share is no number from 0 to 1.
 */
export function sharesOf(text: string): Shares {
  const shares: Record<string, number> = {};
  for (const part of text.split(",")) {
    const [name = "", value = "", ...rest] = part.split("=").map((word) => word.trim());
    if (name === "") throw new InvalidArgumentError(`expected type=share, got "${part}"`);
    if (name in shares) throw new InvalidArgumentError(`expected each type once, got ${name} again`);
    const share = value === "" || rest.length > 0 ? NaN : Number(value);
    if (!(share >= 0 && share <= 1)) {
      throw new InvalidArgumentError(`expected a share from 0 to 1 for ${name}, got "${part.slice(name.length + 1)}"`);
    }
    shares[name] = share;
  }
  return shares;
}
