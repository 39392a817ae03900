/** Whether servers stay themselves: the level of each in the first half of its days against that in the second. */
import * as Plot from "@observablehq/plot";
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { emptyPlot, topOf, VALUE_AXIS } from "../axes.ts";
import { listText } from "../value_text.ts";
import { metricName, metricWord, spanOf, unitSuffix, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { legendItems } from "../legend.ts";
import { metricsOf } from "../panel_series.ts";
import { type ServerInfo, valuesOf } from "../server_info.ts";
import { ARCHETYPE_COLORS, colorScale, INK, UNKNOWN } from "../theme.ts";

/** Options of the chart. */
export interface LevelPersistenceOptions extends ChartWords {
  /** Metrics to show, a panel each; default the first three that the panel has. */
  readonly metrics?: readonly Metric[];
}

/** One server in one metric. */
interface Level {
  readonly type: string;
  readonly before: number;
  readonly after: number;
}

/** A correlation of fewer servers than this says nothing. */
const FEWEST_SERVERS = 8;

/** A dot per server; on the diagonal it stands where it stood. */
export function levelPersistence(
  panel: FleetPanel,
  servers: readonly ServerInfo[],
  options: LevelPersistenceOptions = {},
): Figure {
  const { metrics = metricsOf(panel).slice(0, 3) } = options;
  const types = valuesOf(panel.servers, servers, "server_type");
  const color = colorScale(ARCHETYPE_COLORS, types);
  const byMetric = metrics.map((metric) => ({ metric, levels: levelsOf(panel, metric, types) }));
  const panels = byMetric.map(({ metric, levels }): Panel => {
    const top = topOf(levels.flatMap(({ before, after }) => [before, after]));
    const axis = { ...VALUE_AXIS, domain: [0, top], label: null, ticks: 5 };
    return {
      title: `${metricName(metric)},${unitSuffix(metric)}`,
      plot: levels.length === 0 ? emptyPlot("no readings", 120) : {
        height: 270,
        marginTop: 8,
        marginLeft: METRIC_INFO[metric].max === 100 ? 34 : 44,
        marginBottom: 30,
        x: axis,
        y: axis,
        color,
        marks: [
          Plot.line([[0, 0], [top, top]], { stroke: INK.axis, strokeDasharray: "4 4" }),
          Plot.dot(levels, { x: "before", y: "after", fill: "type", fillOpacity: 0.75, r: 3.5, stroke: INK.paper }),
        ],
      },
    };
  });
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(byMetric),
      measure: "Mean daily p95 of each server: first half of the days across, second half up",
      source: `${spanOf(panel)}, UTC; correlation of what sets a server apart from the mean of its type`,
    }),
    width: 960,
    columns: Math.min(3, Math.max(1, panels.length)),
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("no readings") }],
    legend: [
      ...(types.every((type) => type === UNKNOWN) ? [] : legendItems(color, "dot")),
      { label: "no change", color: INK.axis, shape: "dash" },
    ],
  });
}

function levelsOf(panel: FleetPanel, metric: Metric, types: readonly string[]): Level[] {
  if (!panel.values[metric]) return [];
  const half = Math.floor(panel.days / 2);
  return types.map((type, server): Level => {
    const values = historyOf(panel, metric, server);
    return { type, before: meanOf(values.subarray(0, half)), after: meanOf(values.subarray(half)) };
  }).filter(({ before, after }) => Number.isFinite(before + after));
}

/** Mean of the present values. */
function meanOf(values: Float64Array): number {
  let sum = 0, count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** Correlation of the levels before and after, each against the mean of its type; `NaN` of too few servers. */
function keptOf(levels: readonly Level[]): number {
  if (levels.length < FEWEST_SERVERS) return NaN;
  let both = 0, before = 0, after = 0;
  for (const own of Map.groupBy(levels, ({ type }) => type).values()) {
    const x = own.reduce((sum, level) => sum + level.before, 0) / own.length;
    const y = own.reduce((sum, level) => sum + level.after, 0) / own.length;
    for (const level of own) {
      both += (level.before - x) * (level.after - y);
      before += (level.before - x) ** 2;
      after += (level.after - y) ** 2;
    }
  }
  return both / Math.sqrt(before * after);
}

function takeawayOf(byMetric: readonly { readonly metric: Metric; readonly levels: readonly Level[] }[]): string {
  const known = byMetric.map(({ metric, levels }) => ({ metric, kept: keptOf(levels) }))
    .filter(({ kept }) => !Number.isNaN(kept));
  const [first] = known;
  if (!first) return "Each server's level before and after";
  const values = listText(
    known.map(({ metric, kept }) => `${kept.toFixed(2).replace("-", "−")} for ${metricWord(metric)}`),
  );
  return first.kept > 0.5
    ? `A server keeps its level: correlation ${values} from the first half to the second`
    : `A server's past says little of its level: correlation ${values} from the first half to the second`;
}
