/** Charts in a notebook: an image that every viewer can draw, with its text. */
import type * as Plot from "@observablehq/plot";
import { type Figure, figure } from "@lib/visualize/figure.ts";
import { figureOfElement } from "@lib/visualize/figure_of_element.ts";
import { pngOf } from "@lib/visualize/png.ts";
import { inKernel, publish } from "./outside.ts";

/** What can be shown: a figure of `lib/visualize`, the options of a Plot, or a drawn Plot. */
export type Chart = Figure | Plot.PlotOptions | Element;

/**
 * Shows a chart under the running cell, as PNG at twice its size plus its takeaway in words.
 *
 * SVG is not sent because GitHub and older nbconvert show it blank or mangled. Outside a kernel the chart is still
 * drawn (so that a mistake in it is found) but nothing is shown.
 *
 * @example In a notebook
 * ```ts ignore
 * await show(forecastFan(history, forecast, { threshold: 80 }));
 * await show({ title: "Two points", marks: [Plot.dot([[1, 2], [3, 4]])] });
 * ```
 */
export async function show(chart: Chart): Promise<void> {
  const drawn = figureOf(chart);
  if (!inKernel()) return;
  await publish(
    { "image/png": pngOf(drawn).toBase64(), "text/plain": `[chart] ${drawn.alt}` },
    { metadata: { "image/png": { width: drawn.width, height: drawn.height } } },
  );
}

function figureOf(chart: Chart): Figure {
  if (isFigure(chart)) return chart;
  if ("outerHTML" in chart) return figureOfElement(chart);
  const { title, subtitle, caption, width } = chart;
  return figure({
    takeaway: typeof title === "string" ? title : "",
    ...(typeof subtitle === "string" ? { measure: subtitle } : {}),
    ...(typeof caption === "string" ? { source: caption } : {}),
    // A card is wider than its plot by its padding.
    ...(width === undefined ? {} : { width: width + 32 }),
    plot: chart,
  });
}

function isFigure(chart: Chart): chart is Figure {
  return "svg" in chart && typeof chart.svg === "string";
}
