/** The second law at work: every cell that differs from its raw value and was not imputed is a change with its rule. */
import { DAY_MS } from "@lib/core/day.ts";
import { METRICS } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { QUALITY_FLAG } from "@lib/core/tables.ts";
import type { Ledger } from "../ledger.ts";
import type { RepairedPanel } from "./repair.ts";

/** Rule of a cell whose reading was dropped and could not be replaced. */
export const EMPTIED_RULE = "dropped value, left missing";

/**
 * Writes the changed cells into the ledger.
 *
 * @param raw The cells before repair.
 * @param repaired The cells after it, with the rules of the repairs that change values.
 */
export function noteChangedCells(raw: FleetPanel, { panel, flags, changes }: RepairedPanel, ledger: Ledger): void {
  const { servers, start, days } = panel;
  for (const metric of METRICS) {
    const before = raw.values[metric], after = panel.values[metric], state = flags[metric];
    if (!before || !after || !state) continue;
    for (let cell = 0; cell < before.length; cell++) {
      const was = before[cell]!, is = after[cell]!;
      // Missing on both sides is the same too: a number that is not equal to itself.
      if (was === is || (was !== was && is !== is) || state[cell] === QUALITY_FLAG.imputed) continue;
      const rule = changes[metric]?.get(cell) ?? EMPTIED_RULE;
      const timestamp = (start + cell % days) * DAY_MS;
      const serverId = servers[Math.floor(cell / days)]!;
      ledger.add({ serverId, metric, timestamp, action: "changed", rule, before: was, after: is });
    }
  }
}
