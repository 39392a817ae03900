/**
 * The look of every chart: one colour-blind safe palette (Okabe and Ito, 2008) and one set of type sizes.
 *
 * A colour always means the same thing: the database servers are green in every notebook.
 *
 * @see https://jfly.uni-koeln.de/color/
 */
import type { Regime } from "@lib/core/calendar.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { Finding, ServerType } from "@lib/core/tables.ts";

const BLUE = "#0072b2", ORANGE = "#e69f00", GREEN = "#009e73", VERMILLION = "#d55e00";
const SKY = "#56b4e9", PURPLE = "#cc79a7", GREY = "#7a828a", OLIVE = "#8a7a00";

/** Text, lines and paper. */
export const INK = {
  paper: "#ffffff",
  text: "#1f2328",
  muted: "#57606a",
  grid: "#e4e8ec",
  axis: "#8c959f",
  /** A limit that must not be crossed. */
  limit: "#b3261e",
  /** The one series that a chart is about. */
  accent: BLUE,
  /** What the accent is compared with. */
  second: VERMILLION,
  /** What stands behind: other servers, the state before a repair. */
  quiet: "#a8b0b8",
  /** Text on a coloured cell: unlike `text` and `paper`, it does not change in the dark, as the cell does not. */
  onLight: "#1f2327",
  onDark: "#fffffe",
  /** Cells without data. */
  empty: "#f0f2f4",
} as const;

/** Sizes of type, in pixels at 1x. */
export const TYPE = {
  takeaway: 17,
  measure: 12.5,
  panel: 13,
  legend: 12,
  axis: 11.5,
  label: 11.5,
  source: 11,
} as const;

/** DejaVu ships with the project; Verdana has its widths, the rest are narrower, so text that fits here fits everywhere. */
export const FONT_FAMILY = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif";

/** Colours of the archetypes. */
export const ARCHETYPE_COLORS: Readonly<Record<ServerType, string>> = {
  web: BLUE,
  application: ORANGE,
  database: GREEN,
  batch: PURPLE,
};

/** Colours of the daily metrics. */
export const METRIC_COLORS: Readonly<Record<Metric, string>> = {
  cpu_p95: BLUE,
  mem_p95: VERMILLION,
  disk_p95: PURPLE,
  net_in_p95: GREEN,
  net_out_p95: SKY,
};

/** Colours of the findings, from too little capacity (warm) to too much (cool). */
export const FINDING_COLORS: Readonly<Record<Finding, string>> = {
  "under-provisioned": VERMILLION,
  "at risk": ORANGE,
  optimized: GREEN,
  "over-provisioned": SKY,
  idle: GREY,
};

/** Colours of the kinds of day. */
export const REGIME_COLORS: Readonly<Record<Regime, string>> = {
  holiday: PURPLE,
  "quarter end": VERMILLION,
  "month end": ORANGE,
  weekend: SKY,
  ordinary: GREY,
};

/** Colours of the models that every forecast is held against; others get colours of their own. */
export const MODEL_COLORS: Readonly<Record<string, string>> = {
  "calendar ridge": BLUE,
  "calendar-blind ridge": VERMILLION,
  "seasonal median": GREEN,
  "seasonal naive": GREY,
  naive: "#b9bfc6",
};

/** Colours of what a repair did. */
export const ACTION_COLORS: Readonly<Record<string, string>> = {
  changed: ORANGE,
  dropped: VERMILLION,
  imputed: BLUE,
  flagged: PURPLE,
};

/** A ramp from nothing to much, light to dark: safe for every kind of colour vision because only lightness counts. */
export const SEQUENTIAL = ["#eef4f9", "#c6dcec", "#8fbedd", "#4a97c8", "#1a6fa8", "#0a4272"] as const;
/** A ramp through a neutral middle. */
export const DIVERGING = ["#0072b2", "#7db6d8", "#f3f4f5", "#eba070", "#d55e00"] as const;

/** Colours for names that have none of their own (models, types of a real fleet), in order. */
const SPARE = [BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILLION, OLIVE, "#5b3a8e", "#2f4b4f", GREY] as const;

/** The word for a missing name, and its colour. */
export const UNKNOWN = "unknown";

/** Groups in the order in which every chart names types of server: the known ones first, then the others as they come. */
export function inTypeOrder<Row>(groups: ReadonlyMap<string, Row>): [type: string, row: Row][] {
  return colorScale(ARCHETYPE_COLORS, groups.keys()).domain.map((type) => [type, groups.get(type)!]);
}

/** An ordinal colour scale: names and their colours in the same order. */
export interface ColorScale {
  readonly domain: readonly string[];
  readonly range: readonly string[];
}

/**
 * Colours for the names that are present: known names in the palette's order with their own colour, then the others.
 *
 * @param palette Name → colour, for example ARCHETYPE_COLORS; empty for names without a palette.
 * @param names The names in the data; missing ones (`null`) become UNKNOWN.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { ARCHETYPE_COLORS, colorScale } from "@lib/visualize/theme.ts";
 * deepStrictEqual(colorScale(ARCHETYPE_COLORS, ["batch", "web"]).domain, ["web", "batch"]);
 * ```
 */
export function colorScale(
  palette: Readonly<Record<string, string>>,
  names: Iterable<string | null | undefined>,
): ColorScale {
  const present = new Set([...names].map((name) => name ?? UNKNOWN));
  const known = Object.keys(palette).filter((name) => present.has(name));
  const others = [...present].filter((name) => !(name in palette) && name !== UNKNOWN);
  const used = new Set(known.map((name) => palette[name]));
  const free = SPARE.filter((color) => !used.has(color));
  const domain = [...known, ...others, ...(present.has(UNKNOWN) ? [UNKNOWN] : [])];
  const range = domain.map((name) =>
    palette[name] ?? (name === UNKNOWN ? GREY : free[others.indexOf(name) % free.length] ?? GREY)
  );
  return { domain, range };
}
