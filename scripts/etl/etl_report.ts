/** The report on a cleaning: where ingest, ETL and charts meet. */
import { isoDate, METRIC_INFO, METRICS } from "@lib/core/mod.ts";
import { type CleanFleet, type DefectScore, qualityChecks, repairExamples, type RuleCount } from "@lib/etl/mod.ts";
import { type Compatibility, compatibility, factsOfIngest, type Found, type Seen } from "@lib/ingest/mod.ts";
import type { Manifest } from "@lib/io/mod.ts";
import { type CameIn, etlReport, type LawLines } from "@lib/visualize/mod.ts";

/** What a report is made from. */
export interface ReportedCleaning {
  /** Name of the source. */
  readonly run: string;
  /** How the rows were made. */
  readonly from: Manifest;
  /** The readings that passed; absent where daily rows were cleaned. */
  readonly seen?: Seen;
  /** What a value stands for, for example `hourly mean`. */
  readonly value: string;
  /** Entries of the ledger by action and rule. */
  readonly rules: readonly RuleCount[];
  readonly laws: LawLines;
  /** The repaired days; absent at another grain, where nothing is repaired. */
  readonly clean?: CleanFleet;
  /** Of a run with planted defects. */
  readonly scores?: readonly DefectScore[];
  readonly notes: readonly string[];
}

/** The report's two files. */
export interface ReportFiles {
  /** Everything that was counted, for machines. */
  readonly json: string;
  /** One page for people, with nothing to load. */
  readonly html: string;
}

/** Pictures of repaired series. */
const MOST_REPAIRS = 4;

/** What came in, what was wrong, what was done and what the source is good for; nothing of it depends on a clock. */
export function etlReportFiles(cleaning: ReportedCleaning): ReportFiles {
  const { run, value, rules, laws, clean, scores, notes } = cleaning;
  const came = cameIn(cleaning), judgement = judgementOf(cleaning);
  const checks = clean && qualityChecks(clean);
  const { findings, html } = etlReport({
    run,
    value,
    came,
    laws,
    rules,
    judgement,
    notes,
    ...(checks ? { checks } : {}),
    ...(clean ? { completeness: clean.completeness, repairs: repairExamples(clean, { most: MOST_REPAIRS }) } : {}),
    ...(scores ? { scores } : {}),
  });
  const json = { run, value, findings, came, laws, rules, checks, scores, compatibility: judgement, notes };
  return { json: JSON.stringify(json, null, 2) + "\n", html };
}

/** As the ingest found it, or as the readings and days themselves show it. */
function cameIn({ from, seen, clean }: ReportedCleaning): CameIn {
  const found = from.found as Found | undefined;
  if (found) return found;
  const { command, parameters: { profile } } = from;
  const source = profile === undefined ? command : `synthetic fleet, profile ${profile}`;
  if (seen) return { ...seen, source, servers: seen.servers.length, isRealClock: true, guesses: [] };
  const { panel, counts } = clean!;
  const { servers, start, days, values } = clean!.raw;
  const metrics = METRICS.flatMap((metric) => {
    const cells = values[metric];
    return cells ? [{ metric, unit: METRIC_INFO[metric].unit, "days with a value": known(cells) }] : [];
  });
  return {
    source,
    readings: counts.read,
    servers: servers.length,
    first: isoDate(start),
    last: isoDate(panel.start + days - 1),
    isRealClock: true,
    metrics,
    guesses: [],
  };
}

function known(cells: Float64Array): number {
  return cells.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
}

function judgementOf({ from, seen, clean }: ReportedCleaning): Compatibility {
  const isRealClock = (from.found as Found | undefined)?.isRealClock !== false;
  if (seen) return compatibility(factsOfIngest({ ...seen, isRealClock }, seen.sampling));
  const { raw, completeness } = clean!;
  let sum = 0, count = 0;
  for (const shares of Object.values(completeness.shares)) {
    for (const share of shares) {
      if (Number.isNaN(share)) continue;
      sum += share;
      count++;
    }
  }
  return compatibility({
    servers: raw.servers.length,
    days: raw.days,
    stepSeconds: 86_400,
    metrics: METRICS.filter((metric) => raw.values[metric]),
    scale: "absolute",
    completeness: sum / count,
    clock: "real",
    licence: "own",
    access: "at hand",
  });
}
