/** The two laws that hold on every input: no reading vanishes, and no cell changes, without an entry in the ledger. */
import { METRICS } from "@lib/core/metric.ts";
import type { CleanFleet } from "../clean_fleet.ts";

/** Both laws as numbers. */
export interface Conservation {
  /** Readings that came in. */
  readonly read: number;
  /** Readings that stand behind a daily value. */
  readonly used: number;
  /** Entries `dropped` in the ledger. */
  readonly dropped: number;
  /** `read = used + dropped`. */
  readonly readingsHold: boolean;
  /** Cells of the panel that differ from their raw value. */
  readonly differing: number;
  /** Entries `changed` in the ledger. */
  readonly changed: number;
  /** Entries `imputed` in the ledger. */
  readonly imputed: number;
  /** `differing = changed + imputed`. */
  readonly cellsHold: boolean;
}

/** Counts both laws from the data themselves and from the ledger. */
export function conservation({ panel, raw, rules, counts }: CleanFleet): Conservation {
  const entries = { changed: 0, dropped: 0, imputed: 0, flagged: 0 };
  for (const { action, count } of rules) entries[action] += count;
  let differing = 0;
  for (const metric of METRICS) {
    const before = raw.values[metric], after = panel.values[metric];
    if (!before || !after) continue;
    for (let cell = 0; cell < before.length; cell++) if (!Object.is(before[cell], after[cell])) differing++;
  }
  const { read, used } = counts;
  const { changed, dropped, imputed } = entries;
  return {
    read,
    used,
    dropped,
    readingsHold: read === used + dropped,
    differing,
    changed,
    imputed,
    cellsHold: differing === changed + imputed,
  };
}
