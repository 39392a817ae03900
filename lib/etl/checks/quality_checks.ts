/** What was checked, how often it failed and where: every check of a cleaning in one list. */
import { type Day, DAY_MS, isoDate } from "@lib/core/day.ts";
import { violationsOf } from "@lib/core/contract_check.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { numbersOf, textsOf } from "@lib/core/table.ts";
import { SERVER_DAILY } from "@lib/core/tables.ts";
import { CHECK_RULES, type CountedUnit } from "./check_rules.ts";
import type { CleanFleet } from "../clean_fleet.ts";
import { ABOVE_100 } from "../series/value_rules.ts";
import { holesOf } from "./fleet_holes.ts";
import { GONE_DAYS } from "../repair/note_ends.ts";

/** Where a check failed. */
export interface CheckExample {
  /** `null` for the whole fleet. */
  readonly server: string | null;
  /** `null` for all metrics. */
  readonly metric: string | null;
  /** ISO date, UTC; `null` where it is no matter of a day. */
  readonly day: string | null;
  /** What was seen, in a word or two. */
  readonly seen: string;
}

/** One check. */
export interface QualityCheck {
  readonly check: string;
  /** What it asks, and what was done where it failed. */
  readonly meaning: string;
  /** What is counted: readings as they came, cells (a metric of a server on a day), days, servers or series. */
  readonly unit: CountedUnit;
  readonly passed: number;
  readonly failed: number;
  /** failed ÷ (passed + failed), 0–1; 0 when there was nothing to check. */
  readonly share: number;
  /** The first failures; fewer where parts of the ledger were taken from memory. */
  readonly examples: readonly CheckExample[];
}

/**
 * Every check with its counts. All failures are collected: a reading or a cell that fails several checks is counted in
 * each.
 *
 * @param clean What cleaning made.
 * @param options `examples`: the most of each check, default 3.
 * @returns In the order in which data are checked: contract, readings, rows, cells, series, servers, fleet.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { emptyTable, FLEET } from "@lib/core/mod.ts";
 * import { cleanPanel, qualityChecks } from "@lib/etl/mod.ts";
 * const fleet = emptyTable(FLEET);
 * const cpu_p95 = Float64Array.from({ length: 30 }, (_, day) => day === 9 ? -1 : 40 + day);
 * const clean = cleanPanel({ servers: ["a"], start: 0, days: 30, values: { cpu_p95 } }, { fleet, source: "test" });
 * const failed = qualityChecks(clean).filter(({ failed }) => failed > 0);
 * deepStrictEqual(failed.map(({ check, failed }) => [check, failed]), [["markers", 1], ["missing days", 1]]);
 * deepStrictEqual(failed[0]?.examples[0], { server: "a", metric: "cpu_p95", day: "1970-01-10", seen: "sentinel -1" });
 * ```
 */
export function qualityChecks(clean: CleanFleet, { examples = 3 } = {}): QualityCheck[] {
  const totals = totalsOf(clean);
  const seen = examplesOf(clean, examples);
  const byRules = CHECK_RULES.map(({ check, meaning, unit, claims, actions }): QualityCheck => {
    const failed = clean.rules.filter(({ action, rule }) => claims(rule) && actions.includes(action))
      .reduce((sum, { count }) => sum + count, 0);
    return checkOf({ check, meaning, unit }, { checked: totals[unit], failed, examples: seen.get(check) ?? [] });
  });
  return [schemaCheck(clean, examples), ...byRules, overloadCheck(clean, examples), ...fleetChecks(clean, examples)];
}

type Words = Pick<QualityCheck, "check" | "meaning" | "unit">;

function checkOf(
  words: Words,
  { checked, failed, examples }: { checked: number; failed: number; examples: readonly CheckExample[] },
): QualityCheck {
  return {
    ...words,
    passed: Math.max(0, checked - failed),
    failed,
    share: checked > 0 ? failed / checked : 0,
    examples,
  };
}

function totalsOf({ counts, rows, panel, ownSeries }: CleanFleet): Record<CountedUnit, number> {
  const metrics = METRICS.filter((metric) => panel.values[metric]).length;
  return {
    readings: counts.read,
    cells: rows.cells.length * metrics,
    series: panel.servers.length * metrics + ownSeries.length,
    servers: panel.servers.length,
    days: panel.days,
  };
}

/** The first failures of each check of CHECK_RULES, from the ledger. */
function examplesOf({ ledger }: CleanFleet, most: number): Map<string, CheckExample[]> {
  const servers = textsOf(ledger, "server_id"), metrics = textsOf(ledger, "metric"), rules = textsOf(ledger, "rule");
  const actions = textsOf(ledger, "action"), timestamps = numbersOf(ledger, "timestamp");
  const found = new Map<string, CheckExample[]>(CHECK_RULES.map(({ check }) => [check, []]));
  const checksOf = new Map<string, readonly string[]>();
  for (let row = 0; row < ledger.rowCount; row++) {
    const rule = rules[row] ?? "", action = actions[row] ?? "", key = `${action}: ${rule}`;
    let checks = checksOf.get(key);
    if (!checks) {
      checks = CHECK_RULES.filter(({ claims, actions }) => claims(rule) && actions.some((one) => one === action))
        .map(({ check }) => check);
      checksOf.set(key, checks);
    }
    for (const check of checks) {
      const examples = found.get(check)!;
      if (examples.length >= most) continue;
      const day = isoDate(Math.floor(timestamps[row]! / DAY_MS)), server = servers[row] ?? null;
      // One of a day is enough: many readings of it may have failed in the same way.
      if (examples.some((known) => known.server === server && known.day === day)) continue;
      examples.push({ server, metric: metrics[row] ?? null, day, seen: rule });
    }
  }
  return found;
}

function schemaCheck({ serverDaily }: CleanFleet, most: number): QualityCheck {
  const violations = violationsOf(SERVER_DAILY, serverDaily);
  const days = numbersOf(serverDaily, "timestamp"), ids = textsOf(serverDaily, "server_id");
  return checkOf({
    check: "schema",
    meaning: "silver keeps its contract: columns, types, ranges, unique keys",
    unit: "cells",
  }, {
    checked: serverDaily.rowCount * Object.keys(SERVER_DAILY.columns).length,
    failed: violations.reduce((sum, { count }) => sum + count, 0),
    examples: violations.slice(0, most).map(({ column, row, problem }) => ({
      server: ids[row] ?? null,
      metric: column,
      day: row < 0 ? null : isoDate(days[row]!),
      seen: problem,
    })),
  });
}

/**
 * Readings above the maximum, or cells where there are no readings: the ledger has both, so that the cells, counted from
 * the data, tell how many of its entries are about readings.
 */
function overloadCheck(clean: CleanFleet, most: number): QualityCheck {
  const { panel, rows } = clean;
  const examples: CheckExample[] = [];
  let failed = 0;
  for (const metric of METRICS) {
    const values = panel.values[metric], { max } = METRIC_INFO[metric];
    if (!values || max === Infinity) continue;
    rows.cells.forEach((cell, row) => {
      if (!(values[cell]! > max)) return;
      if (failed++ >= most) return;
      const server = panel.servers[rows.server[row]!]!, day = isoDate(panel.start + rows.day[row]!);
      examples.push({ server, metric, day, seen: String(values[cell]) });
    });
  }
  const flagged = clean.rules.filter(({ rule }) => rule === ABOVE_100).reduce((sum, { count }) => sum + count, 0);
  const readings = flagged - failed, unit = readings > 0 ? "readings" : "cells";
  return checkOf({
    check: "above 100 %",
    meaning: "a percentage is at most 100; more may be honest load of an overcommitted host: kept and flagged",
    unit,
  }, { checked: totalsOf(clean)[unit], failed: Math.max(readings, failed), examples });
}

/** What only the fleet as a whole shows; nothing is repaired by it. */
function fleetChecks(clean: CleanFleet, most: number): QualityCheck[] {
  const { panel, rows } = clean;
  const last = new Int32Array(panel.servers.length).fill(-1);
  rows.server.forEach((server, row) => last[server] = Math.max(last[server]!, rows.day[row]!));
  const gone = [...last.keys()].filter((server) => panel.days - 1 - last[server]! >= GONE_DAYS);
  const holes = holesOf(clean);
  const dayAt = (index: number): string => isoDate((panel.start + index) as Day);
  return [
    checkOf({
      check: "decommissioned",
      meaning: `a server has rows up to the end; without any for ${GONE_DAYS} days it is gone, not missing: flagged`,
      unit: "servers",
    }, {
      checked: panel.servers.length,
      failed: gone.length,
      examples: gone.slice(0, most).map((server) => ({
        server: panel.servers[server]!,
        metric: null,
        day: dayAt(last[server]! + 1),
        seen: "no row since",
      })),
    }),
    checkOf({
      check: "fleet-wide holes",
      meaning: "half of the living servers have a value on a day; where not, the collector was down, not the servers",
      unit: "days",
    }, {
      checked: panel.days,
      failed: holes.length,
      examples: holes.slice(0, most).map(({ day, missing, living }) => ({
        server: null,
        metric: null,
        day: dayAt(day),
        seen: `${missing} of ${living} servers missing`,
      })),
    }),
  ];
}
