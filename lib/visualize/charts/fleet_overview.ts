/** A fleet at a glance: seven panels on load, calendar, correlation and inventory. */
import { METRICS } from "@lib/core/metric.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { measureOf, metricWord, spanOf, unitSuffix, wordsOf } from "../chart_words.ts";
import { correlationsOf } from "../correlations.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { legendItems } from "../legend.ts";
import { metricsOf, presentValues } from "../panel_series.ts";
import { type ServerInfo, valuesOf } from "../server_info.ts";
import { spreadOf } from "../spread.ts";
import { ARCHETYPE_COLORS, colorScale, UNKNOWN } from "../theme.ts";
import { countText, loadText, sentence } from "../value_text.ts";
import { correlationPlot } from "./correlation_matrix.ts";
import { holidayPanel, type Missing, quarterEndPanel, weekdayPanel } from "./overview_calendar.ts";
import { inventoryPanel } from "./overview_inventory.ts";
import { distributionPanel, loadOverTimePanel } from "./overview_load.ts";

/** Options of the overview. */
export interface FleetOverviewOptions extends ChartWords {
  /** The metric of the load panels; default the first that the panel has. */
  readonly metric?: Metric;
  /** Whether the days are those of a calendar; default true. Otherwise what a calendar shows is not drawn. */
  readonly isRealClock?: boolean;
}

const COLUMNS = 12;
/** What the legend of the holidays takes. */
const RAMP_HEIGHT = 21;

/**
 * The seven-panel overview: load over time by type, its distribution, the week, the quarter's end, correlations,
 * inventory counts and holidays by month. A panel that the data cannot fill is named in the source line instead.
 *
 * @param panel Daily values.
 * @param servers Metadata of the panel's servers, in any order; missing ones are drawn as unknown.
 */
export function fleetOverview(
  panel: FleetPanel,
  servers: readonly ServerInfo[],
  options: FleetOverviewOptions = {},
): Figure {
  const { metric = metricsOf(panel)[0] ?? METRICS[0], isRealClock = true } = options;
  const dated = (draw: () => Panel | Missing, what: string): Panel | Missing =>
    isRealClock ? draw() : { missing: `${what} (the clock tells no date)` };
  const types = valuesOf(panel.servers, servers, "server_type");
  const color = colorScale(ARCHETYPE_COLORS, types);
  const correlations = correlationsOf(panel);
  const inventory = inventoryPanel(panel.servers, servers);
  const parts: readonly (readonly [columns: number, part: Panel | Missing])[] = [
    [8, loadOverTimePanel(panel, metric, types, color)],
    [4, distributionPanel(panel, metric, types, color)],
    [4, dated(() => weekdayPanel(panel, metric, types, color), "weekdays")],
    [4, dated(() => quarterEndPanel(panel, metric, types, color), "quarter end")],
    [
      4,
      correlations.names.length < 2
        ? { missing: "correlation (one metric)" }
        : { title: "Correlation of the metrics", plot: correlationPlot(correlations, { height: 230 }) },
    ],
    [
      8,
      dated(() =>
        holidayPanel(
          panel,
          metric,
          valuesOf(panel.servers, servers, "region"),
          "missing" in inventory ? 0 : (inventory.plot.height ?? 0) - RAMP_HEIGHT,
        ), "bank holidays"),
    ],
    [4, inventory],
  ];
  const missing = parts.flatMap(([, part]) => "missing" in part ? part.missing : []);
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(panel, metric, types, color.domain),
      measure: `${measureOf(metric)}; ${countText(panel.servers.length, "server")}, ${countText(panel.days, "day")}`,
      source: `${spanOf(panel)}, UTC${missing.length === 0 ? "" : `. Not drawn: ${missing.join(", ")}`}`,
    }),
    width: 1080,
    columns: COLUMNS,
    ...(types.every((type) => type === UNKNOWN) ? {} : { legend: legendItems(color) }),
    panels: filledRows(parts.flatMap(([span, part]) => "missing" in part ? [] : [{ ...part, span }])),
  });
}

/** Panels whose row is not full become wider, in proportion: what cannot be drawn leaves no hole. */
function filledRows(panels: readonly (Panel & { readonly span: number })[]): Panel[] {
  const rows: (Panel & { readonly span: number })[][] = [];
  for (const panel of panels) {
    const row = rows.at(-1);
    if (row && widthOf(row) + panel.span <= COLUMNS) row.push(panel);
    else rows.push([panel]);
  }
  return rows.flatMap((row) => row.map((panel) => ({ ...panel, span: panel.span * COLUMNS / widthOf(row) })));
}

function widthOf(row: readonly { readonly span: number }[]): number {
  return row.reduce((sum, { span }) => sum + span, 0);
}

function takeawayOf(panel: FleetPanel, metric: Metric, types: readonly string[], present: readonly string[]): string {
  const medians = present
    .map((type) => ({ type, median: spreadOf(type, presentValues(panel, metric, types, type))?.p50 ?? NaN }))
    .filter(({ median }) => Number.isFinite(median)).sort((a, b) => b.median - a.median);
  const [first] = medians, last = medians.at(-1);
  if (!first || !last) return `No ${metricWord(metric)} readings in this fleet`;
  const value = (number: number): string => `${loadText(number)}${unitSuffix(metric)}`;
  return medians.length === 1
    ? `The median server-day uses ${value(first.median)} ${metricWord(metric)}`
    : `${sentence(first.type)} servers are busiest: median ${metricWord(metric)} ${value(first.median)}, against ${
      value(last.median)
    } for ${last.type}`;
}
