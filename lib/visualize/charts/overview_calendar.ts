/** The overview's panels on the calendar: the week, the quarter's end and the bank holidays. */
import * as Plot from "@observablehq/plot";
import { calendarOf } from "@lib/core/calendar.ts";
import { type Day, weekdayOf } from "@lib/core/day.ts";
import { type Region, REGIONS } from "@lib/core/holidays.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { divergingText, emptyPlot, rowLabelMargin, topOf, VALUE_AXIS } from "../axes.ts";
import { metricName } from "../chart_words.ts";
import type { Panel } from "../figure.ts";
import { type ColorScale, DIVERGING, INK, REGIME_COLORS } from "../theme.ts";
import { signedText } from "../value_text.ts";
import { relativeToWeekday } from "../weekday_relative.ts";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
/** Why a panel cannot be drawn. */
export interface Missing {
  /** For example `bank holidays (no region is known)`. */
  readonly missing: string;
}

/** Days shown before and after the last day of a quarter. */
const BEFORE = 14, AFTER = 7;

/** Mean load of each type on each weekday. */
export function weekdayPanel(panel: FleetPanel, metric: Metric, types: readonly string[], color: ColorScale): Panel {
  const values = panel.values[metric] ?? new Float64Array();
  const rows = means(panel, types, values, (day) => weekdayOf(day))
    .map(({ group, key, value }) => ({ group, weekday: WEEKDAYS[key] ?? "", value, key }));
  return {
    title: `${metricName(metric)} on weekdays and weekends`,
    plot: rows.length === 0 ? emptyPlot("no readings") : {
      height: 230,
      marginTop: 10,
      marginBottom: 30,
      marginLeft: 40,
      x: { type: "point", domain: WEEKDAYS, label: null, tickSize: 0 },
      y: { ...VALUE_AXIS, label: null, domain: [0, topOf(rows.map(({ value }) => value))] },
      color,
      marks: [
        Plot.ruleY([0]),
        Plot.lineY(rows, { x: "weekday", y: "value", z: "group", stroke: "group", strokeWidth: 2, sort: "key" }),
        Plot.dot(rows, { x: "weekday", y: "value", fill: "group", r: 3 }),
      ],
    },
  };
}

/** Load of each type around the end of a quarter, against the same weekdays. */
export function quarterEndPanel(
  panel: FleetPanel,
  metric: Metric,
  types: readonly string[],
  color: ColorScale,
): Panel | Missing {
  const offsets = quarterEndOffsets(panel.start, panel.days);
  const rows = means(panel, types, relativeToWeekday(panel, metric), (_, index) => offsets[index] ?? NaN)
    .map(({ group, key, value }) => ({ group, offset: key, change: (value - 1) * 100 }));
  const title = "Around quarter end (shaded), change in %";
  if (!offsets.includes(0) || panel.days < 28) return { missing: "quarter end (too few days around one)" };
  return {
    title,
    plot: {
      height: 230,
      marginTop: 10,
      marginLeft: 40,
      marginBottom: 40,
      x: {
        label: "days from the last day of the quarter",
        labelAnchor: "center",
        labelArrow: "none",
        tickSize: 0,
        ticks: 5,
      },
      y: { ...VALUE_AXIS, label: null, tickFormat: (change: number) => signedText(change, 0) },
      color,
      marks: [
        Plot.rectX([{ from: -4.5, to: 0.5 }], {
          x1: "from",
          x2: "to",
          fill: REGIME_COLORS["quarter end"],
          fillOpacity: 0.15,
        }),
        Plot.ruleY([0], { stroke: INK.axis }),
        Plot.lineY(rows, { x: "offset", y: "change", stroke: "group", strokeWidth: 2, sort: "offset" }),
      ],
    },
  };
}

/** Effect of bank holidays by region and month. */
export function holidayPanel(
  panel: FleetPanel,
  metric: Metric,
  regions: readonly string[],
  height: number,
): Panel | Missing {
  const title = "Bank holidays against the same weekdays, by month";
  const present = REGIONS.filter((region) => regions.includes(region));
  const relative = relativeToWeekday(panel, metric);
  const months = new Map<Region, (number | undefined)[]>(
    present.map((
      region,
    ) => [
      region,
      calendarOf(region, panel.start, panel.days).map(({ holiday, month }) => holiday === null ? undefined : month - 1),
    ]),
  );
  const rows = means(panel, regions, relative, (_, index, region) => months.get(region as Region)?.[index] ?? NaN)
    .map(({ group, key, value }) => ({ region: group, month: MONTHS[key] ?? "", change: (value - 1) * 100 }));
  if (rows.length === 0) {
    return { missing: `bank holidays (${present.length === 0 ? "no region is known" : "none in these dates"})` };
  }
  // Beyond the widest, so that no cell is too dark for its number.
  const reach = 10 * Math.ceil(0.12 * Math.max(8, ...rows.map(({ change }) => Math.abs(change))));
  return {
    title,
    ramp: { label: "", low: `−${reach} %`, high: `+${reach} %`, colors: DIVERGING },
    plot: {
      height: Math.max(56 + 48 * present.length, height),
      marginTop: 6,
      marginBottom: 30,
      marginLeft: rowLabelMargin(present, 110),
      x: { domain: MONTHS, label: null, tickSize: 0, padding: 0 },
      y: { domain: present, label: null, tickSize: 0, padding: 0 },
      color: { type: "linear", domain: [-reach, 0, reach], range: [DIVERGING[0], DIVERGING[2], DIVERGING[4]] },
      marks: [
        Plot.cell(present.flatMap((region) => MONTHS.map((month) => ({ region, month }))), {
          x: "month",
          y: "region",
          fill: INK.empty,
          inset: 1,
        }),
        Plot.cell(rows, { x: "month", y: "region", fill: "change", inset: 1 }),
        Plot.text(rows, {
          x: "month",
          y: "region",
          text: (row) => `${signedText(row.change, 0)} %`,
          fill: (row) => divergingText(row.change / reach),
        }),
      ],
    },
  };
}

/** Days from the nearest quarter end where it is near (-14 … 7, 0 = the last day), else `NaN`. */
function quarterEndOffsets(first: Day, days: number): number[] {
  const calendar = calendarOf("none", first - AFTER, days + AFTER + BEFORE);
  const ends = calendar.filter(({ quarterEndStep }) => quarterEndStep === 5).map(({ day }) => day);
  return Array.from({ length: days }, (_, index) => {
    const day = first + index;
    const near = ends.find((end) => day - end >= -BEFORE && day - end <= AFTER);
    return near === undefined ? NaN : day - near;
  });
}

/** Means of server-major values by group and by a key of the day; days whose key is `NaN` are left out. */
function means(
  panel: FleetPanel,
  groups: readonly string[],
  values: Float64Array,
  keyOf: (day: Day, index: number, group: string) => number,
): { group: string; key: number; value: number }[] {
  const totals = new Map<string, Map<number, { sum: number; count: number }>>();
  for (const group of new Set(groups)) {
    const keys = Array.from({ length: panel.days }, (_, index) => keyOf(panel.start + index, index, group));
    const byKey = new Map(keys.filter((key) => !Number.isNaN(key)).map((key) => [key, { sum: 0, count: 0 }]));
    totals.set(group, byKey);
    groups.forEach((name, server) => {
      if (name !== group) return;
      keys.forEach((key, index) => {
        const value = values[server * panel.days + index] ?? NaN;
        const total = byKey.get(key);
        if (!total || Number.isNaN(value)) return;
        total.sum += value;
        total.count++;
      });
    });
  }
  return [...totals].flatMap(([group, byKey]) =>
    [...byKey].filter(([, { count }]) => count > 0).map(([key, { sum, count }]) => ({ group, key, value: sum / count }))
  ).sort((a, b) => a.key - b.key);
}
