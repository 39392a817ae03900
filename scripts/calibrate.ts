/**
 * Solves the constants of a profile and prints them for its file: `deno task calibrate [profile]`.
 *
 * Moments are those of the default fleet; correlations also those of other fleets, so that they do not fit its chance alone.
 */
import { PROFILE_NAMES } from "@lib/core/vocabulary.ts";
import { calibrate } from "@lib/generate/calibrate.ts";

const ROUNDS = 12;
const OTHER_SEEDS = [11, 12, 13, 14, 15, 16];

const [name = "enterprise"] = Deno.args;
const profile = PROFILE_NAMES.find((known) => known === name);
if (!profile) {
  console.error(`error: Cannot calibrate: expected a profile among ${PROFILE_NAMES.join(", ")}, got "${name}"`);
  Deno.exit(2);
}
const rounded = (_: string, value: unknown) => typeof value === "number" ? Number(value.toFixed(4)) : value;
let round = 0;
for (const { profile: { calibration, latent }, momentError, correlationError } of calibrate({ profile }, OTHER_SEEDS)) {
  console.error(
    `round ${++round}: moments within ${momentError.toFixed(3)}, correlations within ${correlationError.toFixed(3)}`,
  );
  if (round < ROUNDS) continue;
  console.log(JSON.stringify({ calibration, latent }, rounded, 2));
  break;
}
