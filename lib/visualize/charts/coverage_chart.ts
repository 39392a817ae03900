/** Whether the forecast's bands hold as often as they say. */
// @ts-types="@types/d3-array"
import { mean } from "d3-array";
import * as Plot from "@observablehq/plot";
import { emptyPlot, rowLabel, rowLabelMargin } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import type { LegendItem } from "../legend.ts";
import { sliceLabel, sliceOrder } from "../slice_order.ts";
import { colorScale, INK } from "../theme.ts";
import { numberText, percentText } from "../value_text.ts";

/** The kinds of day in the plural. */
const DAYS: Readonly<Record<string, string>> = {
  "quarter end": "quarter ends",
  "month end": "month ends",
  weekend: "weekends",
  holiday: "holidays",
};
/** A miss from which the title no longer says that a band holds, in points. */
const MISS = 5;

/** How often one band held on one slice of the backtest. */
export interface Coverage {
  /** Days ahead, for example `1-30`, or `all`. */
  readonly horizon_bucket: string;
  /** A regime, or `all`. */
  readonly regime: string;
  /** Share that the band promises, for example 0.8. */
  readonly nominal: number;
  /** Share of values inside the band. */
  readonly got: number;
  /** Standard error of the share; drawn twice each way. */
  readonly error?: number;
  /** What became of the promise; only a broken one is marked. */
  readonly verdict?: "kept" | "missed" | "broken";
}

/** Options of the coverage chart. */
export interface CoverageChartOptions extends ChartWords {
  /** Largest distance from the promise that is granted, 0–1: shaded; default none. */
  readonly tolerance?: number;
}

/** Dots at what came, lines at what was promised: by days ahead (regime `all`) and by kind of day. */
export function coverageChart(rows: readonly Coverage[], options: CoverageChartOptions = {}): Figure {
  const { tolerance } = options;
  const finite = rows.filter(({ got }) => Number.isFinite(got));
  const byHorizon = averaged(finite.filter(({ regime }) => regime === "all"), "horizon_bucket");
  const byRegime = averaged(finite.filter(({ regime }) => regime !== "all"), "regime");
  const levels = [...new Set(finite.map(({ nominal }) => nominal))].sort((a, b) => a - b);
  const color = colorScale({}, levels.map(String));
  const colorOf = (nominal: number): string => color.range[levels.indexOf(nominal)] ?? INK.accent;
  const slices = [...byHorizon, ...byRegime];
  const low = Math.min(0.5, ...slices.map(({ got, from }) => Math.min(got, from)), ...levels) - 0.05;
  const isBroken = slices.some(({ verdict }) => verdict === "broken");
  const panels = [["By days ahead", byHorizon], ["By kind of day", byRegime]] as const;
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf([
        ...byHorizon.map((row) => ({
          ...row,
          slice: row.slice === "all" ? "" : `${sliceLabel(row.slice)} days ahead`,
        })),
        ...byRegime.map((row) => ({ ...row, slice: `on ${DAYS[row.slice] ?? `${row.slice} days`}` })),
      ], tolerance),
      measure: "Share of values inside the band; the line is the share it promises" +
        (tolerance === undefined ? "" : `, the shade ± ${numberText(tolerance * 100, 1)} points`) +
        (finite.some(({ error }) => Number.isFinite(error)) ? ", bars ± 2 standard errors" : ""),
    }),
    columns: panels.filter(([, slice]) => slice.length > 0).length || 1,
    panels: finite.length === 0 ? [{ plot: emptyPlot("no backtest") }] : panels.filter(([, slice]) => slice.length > 0)
      .map(([title, slices]): Panel => {
        const names = sliceOrder(slices.map(({ slice }) => slice));
        return {
          title,
          plot: {
            height: 44 + 34 * names.length,
            marginTop: 4,
            marginRight: 22,
            marginBottom: 30,
            marginLeft: rowLabelMargin(names.map(sliceLabel), 110),
            x: {
              domain: [Math.max(0, low), 1],
              label: null,
              tickSize: 0,
              grid: true,
              ticks: 5,
              tickFormat: percentText,
            },
            y: {
              domain: names,
              label: null,
              tickSize: 0,
              tickFormat: (name: string) => rowLabel(sliceLabel(name), 110),
            },
            marks: [
              ...(tolerance === undefined ? [] : [
                Plot.rectX(levels, {
                  x1: (level: number) => level - tolerance,
                  x2: (level: number) => Math.min(1, level + tolerance),
                  fill: colorOf,
                  fillOpacity: 0.13,
                }),
              ]),
              Plot.ruleX(levels, { stroke: colorOf, strokeWidth: 2 }),
              // Each band a little lower than the one before, so that equal shares do not hide each other.
              ...levels.flatMap((level, index) => {
                const own = slices.filter(({ nominal }) => nominal === level), stroke = colorOf(level);
                const dy = (index - (levels.length - 1) / 2) * Math.min(9, 18 / levels.length);
                return [
                  Plot.link(own, {
                    y: "slice",
                    x1: "nominal",
                    x2: "got",
                    dy,
                    stroke,
                    strokeWidth: 2,
                    strokeOpacity: 0.5,
                  }),
                  Plot.link(own, { y: "slice", x1: "from", x2: "to", dy, stroke, strokeWidth: 1.2 }),
                  Plot.dot(own.filter(({ verdict }) => verdict === "broken"), {
                    y: "slice",
                    x: "got",
                    dy,
                    r: 8,
                    stroke: INK.limit,
                    strokeWidth: 2,
                  }),
                  Plot.dot(own, { y: "slice", x: "got", dy, r: 4.5, fill: stroke, stroke: INK.paper }),
                ];
              }),
            ],
          },
        };
      }),
    legend: [
      ...levels.map((level): LegendItem => ({
        label: `${percentText(level)} band`,
        color: colorOf(level),
        shape: "dot",
      })),
      ...(isBroken ? [{ label: "promise broken", color: INK.limit, shape: "ring" as const }] : []),
    ],
  });
}

interface Slice {
  readonly slice: string;
  readonly nominal: number;
  readonly got: number;
  /** Two standard errors each way; both ends are `got` where the error is unknown. */
  readonly from: number;
  readonly to: number;
  readonly verdict: Coverage["verdict"];
}

function averaged(rows: readonly Coverage[], field: "horizon_bucket" | "regime"): Slice[] {
  return [...Map.groupBy(rows, (row) => `${row[field]}\n${row.nominal}`).values()].flatMap((own) => {
    const [first] = own;
    const got = mean(own, (row) => row.got) ?? NaN;
    // An error belongs to one row; of several rows, only the mean is shown.
    const reach = own.length === 1 && Number.isFinite(first?.error) ? 2 * first!.error! : 0;
    return first
      ? [{
        slice: first[field],
        nominal: first.nominal,
        got,
        from: Math.max(0, got - reach),
        to: Math.min(1, got + reach),
        verdict: own.some(({ verdict }) => verdict === "broken") ? "broken" : first.verdict,
      }]
      : [];
  });
}

function takeawayOf(slices: readonly Slice[], tolerance: number | undefined): string {
  const ranked = slices.map((row) => ({ ...row, gap: row.got - row.nominal }))
    .sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap));
  const broken = ranked.filter(({ verdict }) => verdict === "broken");
  const worst = broken[0] ?? ranked[0];
  if (!worst) return "No bands were tested";
  const points = Math.abs(worst.gap) * 100;
  const got = `the ${percentText(worst.nominal)} band held ${numberText(worst.got * 100, 1)} %`;
  const where = worst.slice === "" ? got : `${got} ${worst.slice}`;
  if (broken.length > 0) {
    return `The bands break their promise on ${broken.length} of ${slices.length} counts, most of all: ${where}`;
  }
  if (points <= (tolerance === undefined ? MISS : 100 * tolerance)) {
    return `The bands hold within ${numberText(points, 1)} points of their promise: at worst, ${where}`;
  }
  return tolerance === undefined
    ? `The bands miss their promise by up to ${numberText(points, 1)} points: ${where}`
    : `The bands miss by up to ${numberText(points, 1)} points (${where}), on too few days or servers to judge`;
}
