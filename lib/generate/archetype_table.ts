/** The archetypes of a profile, for people. */
import type { Level } from "./archetypes.ts";
import { QUARTER_END_RAMP } from "./day_effects.ts";
import type { ProfileName } from "@lib/core/tables.ts";
import { profileOf } from "./profiles.ts";
import type { Profile } from "./profiles/profile.ts";

/**
 * The archetypes of a profile as rows to show.
 *
 * @param profile Default `enterprise`.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { archetypeTable } from "@lib/generate/mod.ts";
 * strictEqual(archetypeTable().find((row) => row.server_type === "web")?.share, "35 %");
 * ```
 */
export function archetypeTable(profile: ProfileName | Profile = "enterprise"): Record<string, string>[] {
  return Object.entries(profileOf(profile).archetypes).map(([server_type, type]) => ({
    server_type,
    share: `${Math.round(type.share * 1000) / 10} %`,
    "cpu %": levelText(type.levels.cpu_p95),
    "memory %": levelText(type.levels.mem_p95),
    "disk %": levelText(type.levels.disk_p95),
    "network in, Mbps": levelText(type.levels.net_in_p95),
    "busy hours": `×${type.businessHours}`,
    weekend: percentChange(type.weekend),
    holiday: percentChange(type.holiday),
    "month end": percentChange(type.monthEnd),
    "quarter end": percentChange(1 + type.quarterEnd * (QUARTER_END_RAMP.at(-1)! - 1)),
    "growth a month": percentChange(1 + type.growthPerMonth),
    spikes: `${type.spike.chance * 100} % of days, ×${type.spike.factor}`,
    "cpu with memory": type.correlations.cpuMem.toFixed(1),
    "cpu with network": type.correlations.cpuNet.toFixed(1),
    "memory with disk": type.correlations.memDisk.toFixed(1),
  }));
}

function levelText({ base, spread }: Level): string {
  return `${base} ± ${spread}`;
}

/** A factor as the change it makes: 1.3 → "+30 %", 0.5 → "−50 %". */
function percentChange(factor: number): string {
  const change = (factor - 1) * 100;
  return `${change < 0 ? "−" : "+"}${Math.abs(Number(change.toFixed(1)))} %`;
}
