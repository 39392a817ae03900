/** What a backtest says, as rows for tables and charts and as checks. */
import { dateOf, type Day } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import { REGIMES } from "@lib/core/calendar.ts";
import type { WorthSeries } from "./charts/calendar_worth.ts";
import type { Coverage } from "./charts/coverage_chart.ts";
import type { FloorRatio } from "./charts/floor_bars.ts";
import type { SkillPoint } from "./charts/skill_dots.ts";
import { metricWord } from "./chart_words.ts";
import { sliceLabel } from "./slice_order.ts";
import { UNKNOWN } from "./theme.ts";
import { countText, numberText, percentText, signedText } from "./value_text.ts";

/** One model on one slice of the backtest, as the leaderboard lists it. */
export interface LeaderboardLine {
  readonly metric: string;
  readonly group: string;
  readonly model: string;
  readonly n: number;
  readonly mae: number;
  readonly mase: number;
  readonly rmsse: number;
  readonly smape: number;
  readonly bias: number;
  readonly pinball: number;
  readonly coverage_80: number;
  readonly coverage_95: number;
  readonly width_80: number;
  readonly width_95: number;
  readonly skill: number;
}

/** The leaderboard as rows to show; what is unknown is empty, and a measure that no line has is left out. */
export function leaderboardCells(lines: readonly LeaderboardLine[]): object[] {
  const isGrouped = lines.some(({ group }) => group !== "all");
  const fixed = (value: number, digits = 2): string => Number.isFinite(value) ? value.toFixed(digits) : "";
  const rows = lines.map((line): Record<string, string> => ({
    metric: line.metric === "all" ? "all metrics" : metricWord(line.metric),
    ...(isGrouped ? { group: line.group } : {}),
    model: line.model,
    MAE: fixed(line.mae),
    MASE: fixed(line.mase),
    RMSSE: fixed(line.rmsse),
    "sMAPE, %": fixed(line.smape, 1),
    "bias, %": Number.isFinite(line.bias) ? signedText(line.bias) : "",
    pinball: fixed(line.pinball),
    "80 % held": `${fixed(100 * line.coverage_80, 1)}${NO_BREAK}%`,
    "95 % held": `${fixed(100 * line.coverage_95, 1)}${NO_BREAK}%`,
    "width 80 %": fixed(line.width_80, 1),
    "width 95 %": fixed(line.width_95, 1),
    // A number and its sign stay on one line.
    skill: percentText(line.skill).replace("-", "−").replaceAll(" ", NO_BREAK),
  }));
  const known = Object.keys(rows[0] ?? {}).filter((name) => rows.some((row) => row[name] !== ""));
  return rows.map((row) => Object.fromEntries(known.map((name) => [name, row[name]!])));
}

const NO_BREAK = "\u00a0";

/** Skill of one model on one slice, as it is computed. */
export interface SkillLine extends Omit<SkillPoint, "row" | "panel"> {
  readonly metric: string;
  /** Group of servers, `all` for all of them. */
  readonly group: string;
}

/**
 * Skill as the chart draws it: a panel per way of slicing; one whose only group has no name is left out.
 *
 * @param panels Title of the panel → its rows.
 */
export function skillPoints(panels: Readonly<Record<string, readonly SkillLine[]>>): SkillPoint[] {
  return Object.entries(panels).filter(([, lines]) => lines.some(({ group }) => group !== UNKNOWN))
    .flatMap(([panel, lines]) =>
      lines.map(({ metric, group, ...line }) => ({
        ...line,
        panel,
        row: group !== "all" ? group : metric === "all" ? "all metrics" : metricWord(metric),
      }))
    );
}

/** Days that two models forecast, server by server. */
export interface ComparedServer {
  readonly server: string;
  readonly days: readonly {
    readonly day: Day;
    readonly one: number;
    readonly other: number;
    readonly actual: number;
  }[];
}

/**
 * Two models' days as the chart of the calendar's worth draws them.
 *
 * @param compared The first model knows the calendar, the other does not.
 * @param servers Servers of the fleet, in the order of `regions`.
 */
export function worthSeries(
  compared: readonly ComparedServer[],
  metric: string,
  servers: readonly string[],
  regions: readonly Region[],
): WorthSeries[] {
  return compared.map(({ server, days }) => ({
    server,
    metric,
    region: regions[servers.indexOf(server)] ?? "none",
    points: days.map(({ day, one, other, actual }) => ({
      timestamp: dateOf(day),
      knowing: one,
      blind: other,
      actual: Number.isNaN(actual) ? null : actual,
    })),
  }));
}

/** Error over noise floor of one model on one slice. */
export interface FloorLine {
  /** A metric, or `all`. */
  readonly metric: string;
  /** A kind of day, or `all`. */
  readonly regime: string;
  readonly model: string;
  readonly ratio: number;
}

/** Error over noise floor as bars: by metric over all days, and by kind of day over all metrics. */
export function floorCells(lines: readonly FloorLine[]): FloorRatio[] {
  const rank = ({ regime }: FloorLine): number => (REGIMES as readonly string[]).indexOf(regime);
  return [
    ...lines.filter(({ regime, metric }) => regime === "all" && metric !== "all")
      .map(({ metric, ...line }) => ({ ...line, panel: "By metric", row: metricWord(metric) })),
    ...lines.filter(({ regime, metric }) => regime === "all" && metric === "all")
      .map((line) => ({ ...line, panel: "By metric", row: "all metrics", isTotal: true })),
    ...lines.filter(({ regime, metric }) => regime !== "all" && metric === "all").toSorted((a, b) => rank(a) - rank(b))
      .map((line) => ({ ...line, panel: "By kind of day", row: line.regime })),
  ];
}

/** One slice of a coverage contract. */
export interface ContractLine extends Coverage {
  readonly error: number;
  readonly n: number;
  readonly days: number;
  readonly verdict: "kept" | "missed" | "broken";
}

/** A coverage contract. */
export interface ContractLines {
  readonly tolerance: number;
  readonly rows: readonly ContractLine[];
}

/** A promise, whether it is kept, and the numbers behind it. */
export type ContractCheck = readonly [name: string, holds: boolean, detail: string];

/** The contract as checks, one per band and kind of slice; a broken one names where. */
export function contractChecks({ tolerance, rows }: ContractLines): ContractCheck[] {
  const kinds = [
    { what: "all days", holds: (row: ContractLine) => row.horizon_bucket === "all" && row.regime === "all" },
    { what: "every distance ahead", holds: (row: ContractLine) => row.horizon_bucket !== "all" },
    { what: "every kind of day", holds: (row: ContractLine) => row.regime !== "all" },
  ];
  return [...new Set(rows.map(({ nominal }) => nominal))].sort((a, b) => a - b).flatMap((nominal) =>
    kinds.flatMap(({ what, holds }): ContractCheck[] => {
      const own = rows.filter((row) => row.nominal === nominal && holds(row));
      if (own.length === 0) return [];
      const broken = own.filter(({ verdict }) => verdict === "broken");
      const missed = own.filter(({ verdict }) => verdict === "missed");
      const named = broken.length > 0 ? broken : [worstOf(own)];
      const share = missed.length === own.length ? "" : `: ${missed.length} of ${own.length}`;
      const unsure = missed.length === 0 ? "" : ` (too few servers or days to judge${share})`;
      return [[
        `the ${percentText(nominal)} band holds within ${numberText(100 * tolerance, 1)} points on ${what}${unsure}`,
        broken.length === 0,
        named.map(sliceText).join("; "),
      ]];
    })
  );
}

function worstOf(rows: readonly ContractLine[]): ContractLine {
  return rows.reduce((worst, row) =>
    Math.abs(row.got - row.nominal) > Math.abs(worst.got - worst.nominal) ? row : worst
  );
}

/** `quarter end: 84.0 % of 11,725 values on 20 days`. */
function sliceText({ horizon_bucket, regime, got, n, days }: ContractLine): string {
  const slice = regime === "all" && horizon_bucket !== "all"
    ? `${sliceLabel(horizon_bucket)} days ahead`
    : sliceLabel(regime);
  return `${slice}: ${(100 * got).toFixed(1)} % of ${countText(n, "value")} on ${countText(days, "day")}`;
}
