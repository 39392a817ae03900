/** Where readings are missing: servers by weeks. */
import * as Plot from "@observablehq/plot";
import { dateOf } from "@lib/core/day.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { emptyPlot, rowLabel, rowLabelMargin } from "../axes.ts";
import { metricWord, serverName, spanOf, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { metricsOf, stepDays } from "../panel_series.ts";
import { INK, SEQUENTIAL } from "../theme.ts";
import { countText, numberText, percentText } from "../value_text.ts";

/** Options of the heat map. */
export interface CompletenessHeatmapOptions extends ChartWords {
  /** Metric whose readings are counted; default the first that the panel has. */
  readonly metric?: Metric;
  /** Servers shown at most, those with the largest gaps; default 30. */
  readonly most?: number;
}

/** Classes of completeness: few enough to be told apart, and runs of one class become one bar. */
const CLASSES = [
  { label: "none", color: "#b3261e", from: -1 },
  { label: "below half", color: "#e69f00", from: 1e-9 },
  { label: "half or more", color: SEQUENTIAL[2], from: 0.5 },
  { label: "complete", color: SEQUENTIAL[4], from: 1 - 1e-9 },
] as const;

interface Run {
  readonly server: string;
  readonly from: Date;
  readonly to: Date;
  readonly color: string;
}

/** Share of days with a reading, by server and week (by day on short spans). */
export function completenessHeatmap(panel: FleetPanel, options: CompletenessHeatmapOptions = {}): Figure {
  const { metric = metricsOf(panel)[0], most = 30 } = options;
  const values = metric === undefined ? undefined : panel.values[metric];
  const present = panel.servers.map((server, place) => ({
    server,
    place,
    days: countPresent(values, place * panel.days, panel.days),
  }));
  const total = present.reduce((sum, { days }) => sum + days, 0), cells = panel.days * panel.servers.length;
  const gappy = present.filter(({ days }) => days < panel.days);
  const shown = (gappy.length > 0 ? gappy : present.length === 1 ? present : [])
    .toSorted((a, b) => a.days - b.days || a.place - b.place).slice(0, most);
  const step = stepDays(panel.days);
  const complete = panel.servers.length - gappy.length;
  // Complete servers look all the same: one bar stands for them.
  const rest = complete === 0 || present.length === 1 ? [] : [
    `${shown.length === 0 ? "all" : "the other"} ${countText(complete, "server")}`,
  ];
  const names = [...shown.map(({ server }) => server), ...rest];
  const runs = [
    ...shown.flatMap(({ server, place }) => runsOf(panel, values, server, place, step)),
    ...rest.map((server) => ({
      server,
      from: dateOf(panel.start),
      to: dateOf(panel.start + panel.days),
      color: CLASSES[3].color,
    })),
  ];
  const share = cells === 0 ? NaN : total / cells;
  return figure({
    ...wordsOf(options, {
      takeaway: cells === 0
        ? "No readings at all"
        : gappy.length === 0
        ? `Every day of every server has a ${metric === undefined ? "" : metricWord(metric)} reading`
        : present.length === 1
        ? `${serverName(present[0]?.server ?? "")} has no reading on ${percentText(1 - share)} of its days`
        : `${complete === 0 ? "All" : `${numberText(gappy.length)} of`} ${countText(panel.servers.length, "server")} ${
          gappy.length === 1 ? "misses" : "miss"
        } readings: ${percentText(1 - share)} of all server-days`,
      measure: `Share of days with a ${metric === undefined ? "" : `${metricWord(metric)} `}reading, by server and ${
        step === 7 ? "week" : "day"
      }${shown.length < gappy.length ? `; of those with gaps, the ${shown.length} largest` : ""}`,
      source: `${spanOf(panel)}, UTC`,
    }),
    plot: names.length === 0 ? emptyPlot("no servers") : {
      height: 52 + names.length * (names.length > 12 ? 15 : 24),
      marginTop: 4,
      marginBottom: 40,
      marginLeft: rowLabelMargin(names),
      marginRight: 24,
      x: { type: "utc", label: null, domain: [dateOf(panel.start), dateOf(panel.start + panel.days)] },
      y: { domain: names, label: null, tickSize: 0, padding: 0.12, tickFormat: (name: string) => rowLabel(name) },
      marks: [Plot.barX(runs, { x1: "from", x2: "to", y: "server", fill: "color", shapeRendering: "crispEdges" })],
    },
    legend: CLASSES.filter(({ color }) => runs.some((run) => run.color === color)).reverse(),
  });
}

function countPresent(values: Float64Array | undefined, from: number, days: number): number {
  let count = 0;
  for (let at = from; at < from + days; at++) if (!Number.isNaN(values?.[at] ?? NaN)) count++;
  return count;
}

function runsOf(
  panel: FleetPanel,
  values: Float64Array | undefined,
  server: string,
  place: number,
  step: number,
): Run[] {
  const runs: { server: string; from: number; to: number; color: string }[] = [];
  for (let day = 0; day < panel.days; day += step) {
    const length = Math.min(step, panel.days - day);
    const share = countPresent(values, place * panel.days + day, length) / length;
    const color: string = CLASSES.findLast(({ from }) => share >= from)?.color ?? INK.empty;
    const last = runs.at(-1);
    if (last?.color === color) last.to = day + length;
    else runs.push({ server, from: day, to: day + length, color });
  }
  return runs.map((run) => ({ ...run, from: dateOf(panel.start + run.from), to: dateOf(panel.start + run.to) }));
}
