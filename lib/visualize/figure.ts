/**
 * A figure: one standalone SVG that carries everything a reader needs: takeaway (title), measure (subtitle), legend,
 * one or more Plot panels, and source (caption). It looks the same in a notebook, a file and a report.
 */
import * as Plot from "@observablehq/plot";
import { chartDocument, xmlOf } from "./document.ts";
import { type Block, type LegendItem, ramp, type RampLegend, swatches } from "./legend.ts";
import { legendOf } from "./plot_legend.ts";
import { plainSvg, uniqueIds } from "./plain_svg.ts";
import { balancedLines, dropControls, escapeMarkup, wrapText } from "./text.ts";
import { FONT_FAMILY, INK, TYPE } from "./theme.ts";

/** The three sentences of a chart. Every chart computes those that its caller leaves out. */
export interface ChartWords {
  /** What the chart shows, as a sentence with a number: the title, and the text for those who cannot see it. */
  readonly takeaway?: string;
  /** What is measured: unit, scope, statistic. */
  readonly measure?: string;
  /** Where the numbers come from and which dates they cover. */
  readonly source?: string;
}

/** One plot of a figure. */
export interface Panel {
  readonly title?: string;
  /** Options of `Plot.plot`; `width` is set by the layout unless given, `color.legend: true` draws a legend. */
  readonly plot: Plot.PlotOptions;
  /** Columns that the panel takes; default 1. */
  readonly span?: number;
  readonly legend?: readonly LegendItem[];
  readonly ramp?: RampLegend;
}

/** What a figure is made of: `plot` for one plot, `panels` for several, `drawn` for a finished one. */
export interface FigureOptions extends ChartWords {
  readonly takeaway: string;
  readonly plot?: Plot.PlotOptions;
  readonly panels?: readonly Panel[];
  /** A plot that is drawn already, as XML. */
  readonly drawn?: { readonly xml: string; readonly height: number };
  /** Width of the card in pixels; default 800. */
  readonly width?: number;
  /** Columns of the grid of panels; default 1. */
  readonly columns?: number;
  /** Pixels between two rows of panels; default 14. */
  readonly rowGap?: number;
  /** Legend of the whole figure. */
  readonly legend?: readonly LegendItem[];
  readonly ramp?: RampLegend;
}

/** A finished figure. */
export interface Figure {
  /** Standalone SVG with its own white card, so that it is readable on a dark page. */
  readonly svg: string;
  /** Width in CSS pixels. */
  readonly width: number;
  /** Height in CSS pixels. */
  readonly height: number;
  /** The takeaway and the measure in words. */
  readonly alt: string;
}

const PAD = 16, COLUMN_GAP = 20, ROW_GAP = 14;
/** Margins with room for the project's type size; an option of the plot wins. */
const MARGINS = { marginTop: 26, marginRight: 16, marginBottom: 40, marginLeft: 52 } as const;

/**
 * Draws a figure.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import * as Plot from "@observablehq/plot";
 * import { figure } from "@lib/visualize/figure.ts";
 * const chart = figure({
 *   takeaway: "srv-000001 grew by 3 points",
 *   measure: "CPU, % of capacity, daily p95",
 *   plot: { height: 200, marks: [Plot.lineY([51, 52, 54])] },
 * });
 * ok(chart.svg.includes("srv-000001 grew by 3 points"));
 * ```
 */
export function figure(options: FigureOptions): Figure {
  const { takeaway, measure, source, width = 800 } = options;
  const inner = width - 2 * PAD;
  const parts: string[] = [];
  let y = PAD;
  const place = (block: Block, gap: number): void => {
    if (block.height === 0) return;
    parts.push(`<g transform="translate(${PAD},${Math.round(y)})">${block.svg}</g>`);
    y += block.height + gap;
  };
  place(paragraph(takeaway, inner, TYPE.takeaway, "bold", INK.text), 3);
  if (measure) place(paragraph(measure, inner, TYPE.measure, "regular", INK.muted), 5);
  const panels = options.panels ?? (options.plot ? [{ plot: options.plot }] : []);
  if (options.legend) place(swatches(options.legend, inner), 2);
  if (options.ramp) place(ramp(options.ramp, "ramp"), 2);
  y += 4;
  place(grid(panels, inner, options.columns ?? 1, options.rowGap ?? ROW_GAP), 0);
  if (options.drawn) place({ svg: plainSvg(options.drawn.xml, 0, "drawn"), height: options.drawn.height }, 0);
  if (source) y += 4;
  if (source) place(paragraph(source, inner, TYPE.source, "regular", INK.muted), 0);
  const height = Math.ceil(y + PAD - 6);
  const alt = dropControls([takeaway, measure].filter(Boolean).join(". ")) || "Chart";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="${FONT_FAMILY}" font-size="${TYPE.axis}" color="${INK.text}" ` +
    `role="img" aria-label="${escapeMarkup(alt)}"><title>${escapeMarkup(alt)}</title>` +
    `<rect width="${width}" height="${height}" fill="${INK.paper}"/>${parts.join("")}</svg>`;
  return { svg: uniqueIds(svg), width, height, alt };
}

function paragraph(text: string, width: number, size: number, weight: "regular" | "bold", color: string): Block {
  const lineHeight = Math.round(size * 1.32);
  const lines = (weight === "bold" ? balancedLines : wrapText)(dropControls(text), width, size, weight);
  const spans = lines.map((line, index) =>
    `<text y="${Math.round(size * 0.95) + index * lineHeight}">${escapeMarkup(line)}</text>`
  );
  return {
    svg: `<g font-size="${size}" font-weight="${weight === "bold" ? 700 : 400}" fill="${color}">${spans.join("")}</g>`,
    height: lines.length * lineHeight,
  };
}

function grid(panels: readonly Panel[], width: number, columns: number, rowGap: number): Block {
  const column = (width - (columns - 1) * COLUMN_GAP) / columns;
  const parts: string[] = [];
  let x = 0, y = 0, used = 0, rowHeight = 0;
  panels.forEach((panel, index) => {
    const span = Math.min(panel.span ?? 1, columns);
    if (used + span > columns) {
      y += rowHeight + rowGap;
      x = used = rowHeight = 0;
    }
    const block = drawPanel(panel, span * column + (span - 1) * COLUMN_GAP, `panel-${index}`);
    parts.push(`<g transform="translate(${Math.round(x)},${Math.round(y)})">${block.svg}</g>`);
    x += span * (column + COLUMN_GAP);
    used += span;
    rowHeight = Math.max(rowHeight, block.height);
  });
  return { svg: parts.join(""), height: panels.length === 0 ? 0 : y + rowHeight };
}

function drawPanel(panel: Panel, width: number, id: string): Block {
  const plotWidth = Math.round(panel.plot.width ?? width);
  const { title: _title, subtitle: _subtitle, caption: _caption, figure: _figure, ...plot } = panel.plot;
  const wantsLegend = plot.color?.legend === true;
  const drawn = Plot.plot({
    height: 300,
    ...MARGINS,
    ...plot,
    width: plotWidth,
    ...(plot.color ? { color: { ...plot.color, legend: false } } : {}),
    document: chartDocument(),
  });
  const automatic = wantsLegend ? legendOf(drawn.scale("color"), plot.color?.label ?? undefined) : {};
  const legend = panel.legend ?? automatic.legend, bar = panel.ramp ?? automatic.ramp;
  const parts: string[] = [];
  let y = 0;
  const place = (block: Block): void => {
    parts.push(`<g transform="translate(0,${y})">${block.svg}</g>`);
    y += block.height + 2;
  };
  if (panel.title) place(paragraph(panel.title, width, TYPE.panel, "bold", INK.text));
  if (legend) place(swatches(legend, width));
  if (bar) place(ramp(bar, `${id}-ramp`));
  const svg = plainSvg(xmlOf(drawn), y, id);
  return { svg: parts.join("") + svg, height: y + Number(drawn.getAttribute("height")) };
}
