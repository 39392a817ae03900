/** What makes a server itself: levels, growth, rhythm and habits, drawn once and kept for life. */
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import { byMetric } from "./by_metric.ts";
import { hardwareOf, startSize } from "./instances.ts";
import type { Placement } from "./placement.ts";
import type { Profile } from "./profiles/profile.ts";
import { normalsOf, stratifiedUniforms } from "./strata.ts";

/** What a server keeps for life. */
export interface Identity {
  /** Daily p95 on an ordinary weekday at the start of the run, before any bound; percent or Mbps. */
  readonly levels: Readonly<Record<Metric, number>>;
  /** Compounding growth of the demand (CPU) per month, 0.01 = +1 %. */
  readonly growthPerMonth: number;
  /** Standard deviation of the logarithm of the noise from day to day, and from hour to hour. */
  readonly dayNoise: Readonly<Record<Metric, number>>;
  readonly hourNoise: Readonly<Record<Metric, number>>;
  /** How its metrics hang together: 0 = as its type, -1 = each on its own, 1 = all follow the load. */
  readonly coupling: number;
  /** Factor on the logarithm of the hour-of-day curve, of the weekend and of the year; 1 = as its type. */
  readonly hourAmplitude: number;
  readonly weekendAmplitude: number;
  readonly annualAmplitude: number;
  /** Days between two clean-ups of the disk, days since the last one at the start, and the share of the level they free. */
  readonly cleanUp: { readonly everyDays: number; readonly offsetDays: number; readonly share: number };
  /** Level, percent on an ordinary weekday, at which its owners order more CPU, memory or disk. */
  readonly orderAt: Readonly<Record<"cpu_p95" | "mem_p95" | "disk_p95", number>>;
  /** Place in INSTANCE_SIZES at the start. */
  readonly size: number;
}

/**
 * The draws of an identity, each from its own stratified sequence. The levels and the growth come first: they make the
 * moments of a fleet, and so the same mixture of servers for every seed.
 */
const DRAWS = [
  "cpu_p95",
  "mem_p95",
  "disk_p95",
  "net_in_p95",
  "net_out_p95",
  "growth",
  "noise",
  "hours",
  "weekend",
  "annual",
  "cleanUpDays",
  "cleanUpOffset",
  "cleanUpShare",
  "orderCpu",
  "orderStorage",
  "size",
  "coupling",
  "hourNoise",
] as const;

/** Outgoing traffic grows with this power of the incoming traffic from server to server. */
const OUT_PER_IN_POWER = 0.85;

/**
 * The identity of a server.
 *
 * @param placement Its type and its number within the type.
 */
export function identityOf(seed: number, placement: Placement, profile: Profile): Identity {
  const { type, member } = placement;
  const { calibration, differences, traits } = profile;
  const archetype = profile.archetypes[type]!;
  const uniforms = stratifiedUniforms(seed, type, member, DRAWS.length, DRAWS.indexOf("noise"));
  const normals = normalsOf(uniforms);
  const uniform = (draw: typeof DRAWS[number]): number => uniforms[DRAWS.indexOf(draw)]!;
  const normal = (draw: typeof DRAWS[number]): number => normals[DRAWS.indexOf(draw)]!;
  const between = (low: number, high: number, draw: typeof DRAWS[number]): number => low + (high - low) * uniform(draw);

  /** Where a server stands among those of its type: those with much load have more memory in use, and more traffic. */
  const placeOf = (metric: Exclude<Metric, "net_out_p95">): number => {
    const own = normal(metric);
    if (metric === "cpu_p95" || metric === "disk_p95") return own;
    return differences.levels * normal("cpu_p95") + Math.sqrt(1 - differences.levels ** 2) * own;
  };
  const level = (metric: Exclude<Metric, "net_out_p95">): number => {
    const { base, spread, noise = traits[metric].noise } = archetype.levels[metric];
    const { shift, spread: factor } = calibration[metric];
    const share = spread / base * Math.sqrt(1 - noise * noise) * factor;
    const place = placeOf(metric);
    if (METRIC_INFO[metric].max === Infinity) return base * Math.exp(shift + share * place);
    // Percent levels spread in log-odds, so that none is born above its capacity.
    const odds = base / (100 - base) * Math.exp(shift + share / (1 - base / 100) * place);
    return 100 * odds / (1 + odds);
  };
  const netIn = level("net_in_p95");
  const { shift, spread } = calibration.net_out_p95;
  const { base: usualIn } = archetype.levels.net_in_p95;
  // Servers with much incoming traffic send a little less per Mbps received (caches, uploads).
  const netOut = usualIn * archetype.outPerIn * (netIn / usualIn) ** OUT_PER_IN_POWER *
    Math.exp(shift + differences.outPerIn * spread * normal("net_out_p95"));

  const noisiness = Math.exp(differences.noise * normal("noise"));
  const hourNoisiness = noisiness * Math.exp(differences.hourNoise * normal("hourNoise"));
  const dayNoise = byMetric((metric) => {
    const { base, spread, noise = traits[metric].noise } =
      archetype.levels[metric === "net_out_p95" ? "net_in_p95" : metric];
    return spread / base * noise * noisiness;
  });

  return {
    levels: {
      cpu_p95: level("cpu_p95"),
      mem_p95: level("mem_p95"),
      disk_p95: level("disk_p95"),
      net_in_p95: netIn,
      net_out_p95: netOut,
    },
    growthPerMonth: archetype.growthPerMonth * Math.exp(differences.growth * normal("growth")),
    dayNoise,
    hourNoise: byMetric((metric) => traits[metric].hourNoise * hourNoisiness),
    coupling: differences.coupling * between(-1, 1, "coupling"),
    hourAmplitude: between(...differences.hours, "hours"),
    weekendAmplitude: between(...differences.weekend, "weekend"),
    annualAmplitude: between(...differences.annual, "annual"),
    cleanUp: {
      everyDays: Math.round(between(20, 75, "cleanUpDays")),
      offsetDays: Math.floor(between(0, 75, "cleanUpOffset")),
      share: between(0.02, 0.1, "cleanUpShare"),
    },
    orderAt: {
      cpu_p95: between(...profile.orderAt.cpu_p95, "orderCpu"),
      mem_p95: between(...profile.orderAt.mem_p95, "orderStorage"),
      disk_p95: between(...profile.orderAt.disk_p95, "orderStorage"),
    },
    size: startSize(hardwareOf(type, archetype.hardware), uniform("size")),
  };
}
