/** What a hybrid data set cannot give, in plain sentences. */
import { CapacityError } from "@lib/core/errors.ts";
import { dayOf, isoDate } from "@lib/core/day.ts";
import { ORIGINS } from "@lib/core/hybrid_table.ts";
import { METRICS } from "@lib/core/metric.ts";
import { numbersOf } from "@lib/core/table.ts";
import type { SplitReport } from "./hybrid.ts";
import type { QualityResult } from "./hybrid_quality.ts";
import type { HybridOptions } from "./hybrid_options.ts";
import type { HybridSource } from "./source_servers.ts";
import type { Timeline } from "./timelines.ts";

/** Days that show each weekday four times. */
const DAYS_FOR_WEEKDAYS = 28;
/** A share that is further off than this is worth a sentence. */
const CLOSE_ENOUGH = 0.01;

/**
 * The notes on a data set, the gravest first.
 *
 * @throws {CapacityError} when a split lacks an origin that it was asked to have.
 */
export function hybridNotes(
  sources: readonly HybridSource[],
  splits: readonly SplitReport[],
  { timelines, quality, leftOut, options: { by } }: {
    readonly timelines: readonly Timeline[];
    readonly quality: readonly QualityResult[];
    readonly leftOut: number;
    readonly options: HybridOptions;
  },
): string[] {
  for (const report of splits) refuseWithout(report, sources, timelines);
  return [
    ...splits.flatMap((report) => shareNote(report, by)),
    ...splits.flatMap((report) => thinNote(report)),
    ...splits.flatMap((report) => shortNotes(report)),
    ...quality.filter(({ isMet }) => !isMet).map(qualityNote),
    ...sources.flatMap(metricNote),
    ...leftOut > 0
      ? [
        `${leftOut} server-days are in no split: a server is used on the days of its own split alone, and a mix takes only as many as it needs`,
      ]
      : [],
  ];
}

function refuseWithout(
  { split, wanted, origins }: SplitReport,
  sources: readonly HybridSource[],
  timelines: readonly Timeline[],
): void {
  for (const origin of ORIGINS) {
    const share = origin === "real" ? wanted : 1 - wanted;
    if (share === 0 || origins[origin].serversToChooseFrom > 0) continue;
    const looked = sources.filter((source) => source.origin === origin).map(({ name }) => {
      const period = timelines.find(({ names }) => names.includes(name))?.periods[split];
      return period ? `${name} from ${isoDate(period.first)} to ${isoDate(period.last)}` : name;
    });
    throw new CapacityError(
      `Cannot mix ${split}: expected ${percent(share)} ${origin} ones, got no server of ${
        looked.join(", ") || `a ${origin} source`
      }`,
      { remedy: `give a ${origin} source with more servers or more days, or ask for none in ${split}` },
    );
  }
}

function shareNote({ split, wanted, reached }: SplitReport, by: HybridOptions["by"]): string[] {
  if (Math.abs(reached - wanted) <= CLOSE_ENOUGH) return [];
  return [
    `${split}: ${percent(reached)} of the ${by} are real instead of ${percent(wanted)}, whole servers come no closer`,
  ];
}

/** A mix is as small as its smaller origin makes it. */
function thinNote({ split, origins }: SplitReport): string[] {
  return ORIGINS.flatMap((origin) => {
    const { servers, serversToChooseFrom } = origins[origin];
    if (servers === 0 || servers >= serversToChooseFrom / 2) return [];
    const other = ORIGINS.find((each) => each !== origin)!;
    return [`${split}: ${servers} of ${serversToChooseFrom} ${origin} servers suffice, as there are few ${other} ones`];
  });
}

function shortNotes({ split, days }: SplitReport): string[] {
  return Object.entries(days).flatMap(([name, { first, last }]) => {
    const length = dayOf(last) - dayOf(first) + 1;
    if (length >= DAYS_FOR_WEEKDAYS) return [];
    return [
      `${split}: ${name} has ${length} ${
        length === 1 ? "day" : "days"
      }, too short to judge weekdays or anything longer`,
    ];
  });
}

function qualityNote({ part, measure, share, target }: QualityResult): string {
  const whose = part === "hybrid" ? "the whole set" : `the ${part} rows`;
  return `${measure} in ${whose}: ${percent(share)}, at most ${percent(target)} aimed at`;
}

function metricNote({ name, table }: HybridSource): string[] {
  const missing = METRICS.filter((metric) => numbersOf(table, metric).every(Number.isNaN));
  return missing.length === 0 ? [] : [`${name} has no ${missing.join(", ")}: missing in its rows, never filled in`];
}

function percent(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}
