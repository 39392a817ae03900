/** Series before and after their repair: the pictures that explain what cleaning does. */
import { DAY_MS } from "@lib/core/day.ts";
import { historyOf } from "@lib/core/panel.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import type { CleanFleet } from "../clean_fleet.ts";
import type { LedgerAction } from "../ledger.ts";

/** One day of an example. */
export interface RepairedDay {
  readonly timestamp: Date;
  /** Raw value, `null` = missing. */
  readonly before: number | null;
  /** Value after repair, `null` = left missing. */
  readonly after: number | null;
  /** What the ledger says of the cell, `null` = nothing. */
  readonly action: LedgerAction | null;
  /** Why, in the ledger's words, `null` = nothing. */
  readonly rule: string | null;
}

/** An example. */
export interface RepairExample {
  readonly server: string;
  readonly metric: Metric;
  readonly points: readonly RepairedDay[];
}

/** Days shown before and after the repair. */
const AROUND = 45;
/** A filled or changed cell tells more than a flag. */
const WEIGHT: Readonly<Record<LedgerAction, number>> = { imputed: 1000, changed: 1000, dropped: 1000, flagged: 1 };
/** A rule that an earlier example has shown is worth so much less. */
const SHOWN_ALREADY = 1e-6;
/** One rule's entries count up to so many, lest a long gap hides everything else. */
const ENOUGH = 40;

/** Entries of one series: rows of the ledger. */
interface Entries {
  readonly server: string;
  readonly metric: Metric;
  readonly byRule: ReadonlyMap<string, readonly number[]>;
}

/**
 * The series with the most repairs, some weeks around the first of them; after the first one, of other servers and
 * preferably with other rules. Entries of readings do not count: a day shows what became of them.
 *
 * @param options `most`: examples at most, default 1.
 * @returns None when nothing was touched.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { emptyTable, FLEET } from "@lib/core/mod.ts";
 * import { cleanPanel, repairExamples } from "@lib/etl/mod.ts";
 * const fleet = emptyTable(FLEET);
 * const cpu_p95 = Float64Array.from({ length: 30 }, (_, day) => day === 20 ? NaN : 40 + day);
 * const clean = cleanPanel({ servers: ["a"], start: 0, days: 30, values: { cpu_p95 } }, { fleet, source: "test" });
 * strictEqual(repairExamples(clean)[0]?.points[20]?.rule, "short gap, filled from the past");
 * ```
 */
export function repairExamples(clean: CleanFleet, { most = 1 } = {}): RepairExample[] {
  const { ledger } = clean;
  const actions = textsOf(ledger, "action"), shown = new Set<string>();
  let series = seriesOf(ledger);
  const examples: RepairExample[] = [];
  while (examples.length < most && series.length > 0) {
    const weightOf = ({ byRule }: Entries): number =>
      [...byRule].reduce((sum, [rule, rows]) => {
        const weight = WEIGHT[actions[rows[0]!] as LedgerAction] * Math.min(ENOUGH, rows.length);
        return sum + (shown.has(rule) ? SHOWN_ALREADY : 1) * weight;
      }, 0);
    const weights = series.map(weightOf), heaviest = weights.reduce((max, weight) => Math.max(max, weight), 0);
    const next = series[weights.indexOf(heaviest)]!;
    const example = exampleOf(clean, next, shown);
    if (knownDays(example) >= FEWEST_DAYS) {
      examples.push(example);
      for (const rule of next.byRule.keys()) shown.add(rule);
    }
    series = series.filter(({ server }) => server !== next.server);
  }
  return examples;
}

/** Days with a value that make a picture. */
const FEWEST_DAYS = 14;

function knownDays({ points }: RepairExample): number {
  return points.reduce((sum, { before, after }) => before === null && after === null ? sum : sum + 1, 0);
}

/** The entries of daily cells, series by series. */
function seriesOf(ledger: Table): Entries[] {
  const servers = textsOf(ledger, "server_id"), metrics = textsOf(ledger, "metric");
  const rules = textsOf(ledger, "rule"), actions = textsOf(ledger, "action");
  const daily = new Set<string | null>(METRICS);
  const series = new Map<string, { server: string; metric: Metric; byRule: Map<string, number[]> }>();
  for (let row = 0; row < ledger.rowCount; row++) {
    if (!daily.has(metrics[row]!)) continue;
    const server = servers[row] ?? "", metric = metrics[row] as Metric, key = `${server}\u0000${metric}`;
    let own = series.get(key);
    if (!own) series.set(key, own = { server, metric, byRule: new Map() });
    const rule = `${actions[row]}: ${rules[row]}`, rows = own.byRule.get(rule);
    if (rows) rows.push(row);
    else own.byRule.set(rule, [row]);
  }
  return [...series.values()];
}

/** The weeks around the series' heaviest rule, of those that no earlier example has shown. */
function exampleOf({ panel, raw, ledger }: CleanFleet, series: Entries, shown: ReadonlySet<string>): RepairExample {
  const { server, metric, byRule } = series;
  const rules = textsOf(ledger, "rule"),
    actions = textsOf(ledger, "action"),
    timestamps = numbersOf(ledger, "timestamp");
  const weightOf = (row: number): number => WEIGHT[actions[row] as LedgerAction];
  const dayAt = (row: number): number => Math.floor(timestamps[row]! / DAY_MS) - panel.start;
  const news = [...byRule].filter(([rule]) => !shown.has(rule)), told = news.length > 0 ? news : [...byRule];
  const [, rows] = told.reduce((heaviest, rule) =>
    weightOf(rule[1][0]!) * rule[1].length > weightOf(heaviest[1][0]!) * heaviest[1].length ? rule : heaviest
  );
  const centre = rows.reduce((first, row) => Math.min(first, dayAt(row)), Infinity);
  const entryOf = new Map<number, number>();
  for (const row of [...byRule.values()].flat()) {
    const known = entryOf.get(dayAt(row));
    if (known === undefined || weightOf(row) > weightOf(known)) entryOf.set(dayAt(row), row);
  }
  const index = panel.servers.indexOf(server);
  const before = historyOf(raw, metric, index), after = historyOf(panel, metric, index);
  const first = Math.max(0, centre - AROUND), last = Math.min(panel.days - 1, centre + AROUND);
  const points = Array.from({ length: last - first + 1 }, (_, offset) => {
    const day = first + offset, entry = entryOf.get(day);
    const cell = (values: Float64Array): number | null => Number.isFinite(values[day]) ? values[day]! : null;
    return {
      timestamp: new Date((panel.start + day) * DAY_MS),
      before: cell(before),
      after: cell(after),
      action: entry === undefined ? null : actions[entry] as LedgerAction,
      rule: entry === undefined ? null : rules[entry] ?? null,
    };
  });
  return { server, metric, points };
}
