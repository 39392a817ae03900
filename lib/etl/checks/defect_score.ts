/** How well cleaning found what was planted: the truth of a run with defects against the ledger of its cleaning. */
import { DAY_MS } from "@lib/core/day.ts";
import { dailyMetricOf } from "@lib/core/metric.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { CLOCK_SHIFT_RULE, DUPLICATE_RULES, FROZEN_RULE, GAP_RULES, isSentinelRule, UNIT_SLIP_RULE } from "../rules.ts";
import { ABOVE_100 } from "../series/value_rules.ts";

/** Cells of one kind of defect by what became of them. */
export interface DefectScore {
  /** Kind of defect, as in TRUTH_EVENTS. */
  readonly kind: string;
  /** What a cell is: a metric of a server on a day, or the whole row of a server and a day. */
  readonly grain: "cell" | "row";
  /** Defects that were planted. */
  readonly events: number;
  /** Cells that were planted. */
  readonly planted: number;
  /** Planted cells with an entry of the kind's rules. */
  readonly found: number;
  /** Cells with an entry of the kind's rules where nothing of the kind was planted. */
  readonly falseAlarms: number;
  /** found ÷ planted, 0–1; `NaN` when nothing was planted. */
  readonly recall: number;
  /** found ÷ (found + false alarms), 0–1; `NaN` when nothing was claimed. */
  readonly precision: number;
}

interface KindOfDefect {
  readonly grain: DefectScore["grain"];
  /** Whether an entry of the ledger claims this kind. */
  readonly claims: (rule: string) => boolean;
  /** The days next to a defect that belong to it too: found there is neither found nor false. */
  readonly edge: number;
}

/** The rules that claim each kind. */
const KINDS: Readonly<Record<string, KindOfDefect>> = {
  "missing run": { grain: "row", claims: (rule) => GAP_RULES.includes(rule), edge: 0 },
  "duplicated row": { grain: "row", claims: (rule) => DUPLICATE_RULES.includes(rule), edge: 0 },
  "clock shift": { grain: "row", claims: (rule) => rule === CLOCK_SHIFT_RULE, edge: 1 },
  "stuck sensor": { grain: "cell", claims: (rule) => rule === FROZEN_RULE, edge: 0 },
  fraction: { grain: "cell", claims: (rule) => rule === UNIT_SLIP_RULE, edge: 0 },
  sentinel: { grain: "cell", claims: isSentinelRule, edge: 0 },
  spike: { grain: "cell", claims: (rule) => rule === ABOVE_100, edge: 0 },
};
/** A shifted month leaves a hole at one end and two rows on the day next to its other end: its own doing. */
const CLOCK_SHIFT = "clock shift", ALSO_OF_CLOCK_SHIFT = ["missing run", "duplicated row"];

/**
 * Precision and recall of cleaning per kind of planted defect.
 *
 * The unit is the cell. Of `stuck sensor`, `fraction`, `sentinel` and `spike` it is one metric of one server on one
 * day; of `missing run`, `duplicated row` and `clock shift`, which touch whole rows, one server on one day.
 *
 * - *Found*: a planted cell on which the ledger has an entry, of any action, whose rule belongs to the kind.
 * - *False alarm*: a cell with such an entry on which nothing of the kind was planted. An entry of another kind's rule
 *   does not find a defect, even where it stands on the right cell.
 * - *Missing run* asks for the cells without a reading: imputed ones and those left missing. A cell that is empty only
 *   because its reading was dropped belongs to the rule that dropped it.
 * - *Stuck sensor* asks for the days that repeat; the day whose value they repeat is honest.
 * - *Clock shift* asks for the days whose rows bear a wrong date; the day next to them, on which two rows meet or none
 *   stands, may be claimed or not, also as missing or as duplicated: it is this defect's doing.
 *
 * Nothing is excused: a defect that cannot be told from honest data (a repeat in a series that repeats by nature, a
 * sensor stuck where the load is saturated) counts as planted and lowers the recall. Planted events that are no defects
 * (incidents, level shifts, resizes) are not looked for, so a defect's rule that fires on them is a false alarm.
 *
 * @param truth TRUTH_EVENTS.
 * @param ledger LEDGER of the same run.
 * @returns One row per kind, in a fixed order, also for kinds of which nothing was planted.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { tableOf } from "@lib/core/mod.ts";
 * import { defectScores } from "@lib/etl/mod.ts";
 * const truth = tableOf({
 *   server_id: ["a", "a"],
 *   event: Int32Array.of(1, 2),
 *   kind: ["sentinel", "sentinel"],
 *   metric: ["cpu_p95", "cpu_p95"],
 *   first_day: Int32Array.of(10, 20),
 *   last_day: Int32Array.of(10, 20),
 *   size: Float64Array.of(-1, 101),
 * });
 * const ledger = tableOf({
 *   server_id: ["a"],
 *   metric: ["cpu_pct"],
 *   timestamp: Float64Array.of(10 * 86_400_000),
 *   action: ["dropped"],
 *   rule: ["sentinel -1"],
 * });
 * const sentinels = defectScores(truth, ledger).find(({ kind }) => kind === "sentinel");
 * deepStrictEqual([sentinels?.recall, sentinels?.precision], [0.5, 1]);
 * ```
 */
export function defectScores(truth: Table, ledger: Table): DefectScore[] {
  const planted = plantedCells(truth);
  const claimed = claimedCells(ledger);
  return Object.entries(KINDS).map(([kind, { grain, edge }]) => {
    const { events, cells } = planted.get(kind)!;
    const neutral = new Set<string>();
    if (edge > 0) { for (const cell of cells) for (const next of neighboursOf(cell, edge)) neutral.add(next); }
    if (ALSO_OF_CLOCK_SHIFT.includes(kind)) {
      for (const cell of planted.get(CLOCK_SHIFT)!.cells) {
        neutral.add(cell);
        for (const next of neighboursOf(cell, KINDS[CLOCK_SHIFT]!.edge)) neutral.add(next);
      }
    }
    let found = 0, falseAlarms = 0;
    for (const cell of claimed.get(kind)!) {
      if (cells.has(cell)) found++;
      else if (!neutral.has(cell)) falseAlarms++;
    }
    return {
      kind,
      grain,
      events,
      planted: cells.size,
      found,
      falseAlarms,
      recall: found / cells.size,
      precision: found / (found + falseAlarms),
    };
  });
}

/** Whether a table of events names a planted defect. */
export function hasDefects(truth: Table): boolean {
  return textsOf(truth, "kind").some((kind) => kind !== null && kind in KINDS);
}

function plantedCells(truth: Table): Map<string, { events: number; cells: Set<string> }> {
  const planted = new Map(Object.keys(KINDS).map((kind) => [kind, { events: 0, cells: new Set<string>() }]));
  const servers = textsOf(truth, "server_id"), kinds = textsOf(truth, "kind"), metrics = textsOf(truth, "metric");
  const first = numbersOf(truth, "first_day"), last = numbersOf(truth, "last_day");
  for (let row = 0; row < truth.rowCount; row++) {
    const kind = kinds[row] ?? "", ofKind = planted.get(kind);
    if (!ofKind) continue;
    ofKind.events++;
    const metric = KINDS[kind]!.grain === "cell" ? metrics[row] ?? "" : "";
    for (let day = first[row]!; day <= last[row]!; day++) ofKind.cells.add(cellOf(servers[row] ?? "", day, metric));
  }
  return planted;
}

function claimedCells(ledger: Table): Map<string, Set<string>> {
  const claimed = new Map(Object.keys(KINDS).map((kind) => [kind, new Set<string>()]));
  const servers = textsOf(ledger, "server_id"), metrics = textsOf(ledger, "metric"), rules = textsOf(ledger, "rule");
  const actions = textsOf(ledger, "action"), timestamps = numbersOf(ledger, "timestamp");
  const keyOf = (row: number, grain: DefectScore["grain"]): string => {
    const name = metrics[row] ?? "";
    const metric = grain === "cell" ? dailyMetricOf(name) ?? name : "";
    return cellOf(servers[row] ?? "", Math.floor(timestamps[row]! / DAY_MS), metric);
  };
  const dropped = new Set<string>();
  for (let row = 0; row < ledger.rowCount; row++) if (actions[row] === "dropped") dropped.add(keyOf(row, "cell"));
  for (const [kind, { grain, claims }] of Object.entries(KINDS)) {
    const cells = claimed.get(kind)!;
    for (let row = 0; row < ledger.rowCount; row++) {
      if (!claims(rules[row] ?? "")) continue;
      if (kind === "missing run" && dropped.has(keyOf(row, "cell"))) continue;
      cells.add(keyOf(row, grain));
    }
  }
  return claimed;
}

const cellOf = (server: string, day: number, metric: string): string => `${day}\u0000${metric}\u0000${server}`;

function neighboursOf(cell: string, distance: number): string[] {
  const [day = "", metric = "", server = ""] = cell.split("\u0000");
  return [cellOf(server, Number(day) - distance, metric), cellOf(server, Number(day) + distance, metric)];
}
