/** One series before and after its repair: the picture that explains what cleaning does. */
import { DAY_MS } from "@lib/core/day.ts";
import { historyOf } from "@lib/core/panel.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { numbersOf, textsOf } from "@lib/core/table.ts";
import type { CleanFleet } from "./clean_fleet.ts";
import type { LedgerAction } from "./ledger.ts";

/** One day of the example. */
export interface RepairedDay {
  readonly timestamp: Date;
  /** Raw value, `null` = missing. */
  readonly before: number | null;
  /** Value after repair, `null` = left missing. */
  readonly after: number | null;
  /** What the ledger says of the cell, `null` = nothing. */
  readonly action: LedgerAction | null;
}

/** The example. */
export interface RepairExample {
  readonly server: string;
  readonly metric: Metric;
  readonly points: readonly RepairedDay[];
}

/** Days shown before and after the repair. */
const AROUND = 45;
/** A filled or changed cell tells more than a flag. */
const WEIGHT: Readonly<Record<LedgerAction, number>> = { imputed: 1000, changed: 1000, dropped: 1000, flagged: 1 };

/** The series with the most repairs, some weeks around the first of them; `undefined` when nothing was touched. */
export function repairExample({ panel, raw, ledger }: CleanFleet): RepairExample | undefined {
  const servers = textsOf(ledger, "server_id"), metrics = textsOf(ledger, "metric");
  const actions = textsOf(ledger, "action"), timestamps = numbersOf(ledger, "timestamp");
  const entries = Array.from({ length: ledger.rowCount }, (_, row) => row)
    .filter((row) => METRICS.some((metric) => metric === metrics[row]));
  const groups = [...Map.groupBy(entries, (row) => `${servers[row]}\u0000${metrics[row]}`).values()];
  const weight = (rows: readonly number[]) => rows.reduce((sum, row) => sum + WEIGHT[actions[row] as LedgerAction], 0);
  const [most] = groups.map((rows) => ({ rows, weight: weight(rows) })).sort((a, b) => b.weight - a.weight);
  if (!most) return undefined;
  const byWeight = most.rows.toSorted((a, b) =>
    WEIGHT[actions[b] as LedgerAction] - WEIGHT[actions[a] as LedgerAction]
  );
  const centre = Math.floor(timestamps[byWeight[0]!]! / DAY_MS) - panel.start;
  const server = servers[most.rows[0]!]!, metric = metrics[most.rows[0]!] as Metric;
  const index = panel.servers.indexOf(server);
  const before = historyOf(raw, metric, index), after = historyOf(panel, metric, index);
  const actionOf = new Map<number, LedgerAction>();
  for (const row of most.rows.toReversed()) {
    const day = Math.floor(timestamps[row]! / DAY_MS) - panel.start;
    const action = actions[row] as LedgerAction, known = actionOf.get(day);
    if (!known || WEIGHT[action] > WEIGHT[known]) actionOf.set(day, action);
  }
  const first = Math.max(0, centre - AROUND), last = Math.min(panel.days - 1, centre + AROUND);
  const points = Array.from({ length: last - first + 1 }, (_, offset) => {
    const day = first + offset;
    const cell = (values: Float64Array) => Number.isNaN(values[day]) ? null : values[day]!;
    return {
      timestamp: new Date((panel.start + day) * DAY_MS),
      before: cell(before),
      after: cell(after),
      action: actionOf.get(day) ?? null,
    };
  });
  return { server, metric, points };
}
