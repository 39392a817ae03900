/** The project's configuration: its shape, its rules and its defaults (data/fleet.yaml states the same and explains each). */
import { z } from "zod";
import { CapacityError } from "./errors.ts";
import { dayOf } from "./day.ts";
import { PROFILE_NAMES } from "./vocabulary.ts";

const isoDay = z.string().refine((text) => {
  try {
    return Number.isFinite(dayOf(text));
  } catch {
    return false;
  }
}, "expected a date YYYY-MM-DD");
const percent = z.number().gt(0).max(100);
const usd = z.number().nonnegative();

/** Every key of the configuration with its rule and default. */
export const CONFIG_SCHEMA = z.strictObject({
  fleet: z.strictObject({
    servers: z.int().min(1).max(1_000_000).default(120),
    start: isoDay.default("2022-01-01"),
    end: isoDay.default("2025-12-31"),
    seed: z.int().default(42),
    profile: z.enum(PROFILE_NAMES).default("enterprise"),
  }).prefault({}),
  calendar: z.strictObject({
    region: z.enum(["US-East", "US-West", "EU", "Asia", "none"]).default("none"),
  }).prefault({}),
  etl: z.strictObject({
    minimumCompleteness: z.number().min(0).max(1).default(0.25),
    longestImputedGapDays: z.int().min(0).default(7),
    outlierZ: z.number().positive().default(8),
  }).prefault({}),
  forecast: z.strictObject({
    horizon: z.int().min(1).max(365).default(90),
    origins: z.int().min(1).max(24).default(4),
  }).prefault({}),
  risk: z.strictObject({
    thresholds: z.strictObject({
      cpu_p95: percent.default(80),
      mem_p95: percent.default(85),
      disk_p95: percent.default(85),
      net_in_p95: percent.default(80),
      net_out_p95: percent.default(80),
    }).prefault({}),
    underusedPercent: percent.default(40),
    idlePercent: percent.default(5),
    actionProbability: z.number().gt(0).lt(1).default(0.5),
    watchProbability: z.number().gt(0).lt(1).default(0.2),
    usdPerVcpuMonth: usd.default(25),
    usdPerGibMonth: usd.default(3.5),
  }).prefault({}),
});

/** A complete configuration. */
export type Config = z.infer<typeof CONFIG_SCHEMA>;

/**
 * A complete configuration from parsed YAML; absent keys get their defaults.
 *
 * @param file Name for the error.
 * @throws {CapacityError} naming the first wrong key and its rule.
 */
export function parseConfig(value: unknown, file = "configuration"): Config {
  const parsed = CONFIG_SCHEMA.safeParse(value ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CapacityError(`Cannot use the configuration: ${issue?.message ?? "expected valid values"}`, {
      place: { file, column: issue?.path.join(".") || "(top level)" },
      remedy: "data/fleet.yaml documents every key",
    });
  }
  if (dayOf(parsed.data.fleet.end) < dayOf(parsed.data.fleet.start)) {
    throw new CapacityError(
      `Cannot use the configuration: expected an end on or after ${parsed.data.fleet.start}, got ${parsed.data.fleet.end}`,
      { place: { file, column: "fleet.end" } },
    );
  }
  return parsed.data;
}
