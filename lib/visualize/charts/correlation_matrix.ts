/** Which metrics move together, and whether they do so as much as was asked. */
import * as Plot from "@observablehq/plot";
import { divergingText, emptyPlot, rowLabelMargin } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import type { Correlations } from "../correlations.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { DIVERGING } from "../theme.ts";

/** Options of the correlation matrix. */
export interface CorrelationMatrixOptions extends ChartWords {
  /** Correlations that the generator was asked for: they fill the upper triangle. */
  readonly asked?: Correlations;
}

/** Correlations as a heat map with their numbers. */
export function correlationMatrix(got: Correlations, options: CorrelationMatrixOptions = {}): Figure {
  const { asked } = options;
  const strongest = pairs(got).reduce<Pair | undefined>(
    (most, pair) => most && Math.abs(most.value) >= Math.abs(pair.value) ? most : pair,
    undefined,
  );
  const words = wordsOf(options, {
    takeaway: strongest
      ? `${strongest.row} and ${strongest.column} move together most: correlation ${strongest.value.toFixed(2)}`
      : "No two metrics to compare",
    measure: asked
      ? "Pearson correlation over server-days: got below the diagonal, asked above it"
      : "Pearson correlation over server-days",
  });
  return figure({
    ...words,
    width: 560,
    plot: correlationPlot(got, { height: 60 + 44 * got.names.length, ...(asked ? { asked } : {}) }),
    ramp: { label: "", low: "−1", high: "+1", colors: DIVERGING },
  });
}

/** The plot of a correlation matrix, for a panel of a larger figure. */
export function correlationPlot(
  got: Correlations,
  { asked, height }: { readonly asked?: Correlations; readonly height: number },
): Plot.PlotOptions {
  if (got.names.length < 2) return emptyPlot("one metric: nothing to compare", height);
  const cells = got.names.flatMap((row, r) =>
    got.names.map((column, c) => ({ row, column, value: (c > r && asked ? asked : got).values[r]?.[c] ?? NaN, r, c }))
  );
  return {
    height,
    marginLeft: rowLabelMargin(got.names.map(shortName), 100),
    marginTop: 6,
    marginRight: 4,
    x: { domain: got.names, label: null, tickSize: 0, padding: 0, tickFormat: shortName },
    y: { domain: got.names, label: null, tickSize: 0, padding: 0, tickFormat: shortName },
    color: { type: "linear", domain: [-1, 0, 1], range: [DIVERGING[0], DIVERGING[2], DIVERGING[4]], clamp: true },
    marks: [
      Plot.cell(cells, {
        x: "column",
        y: "row",
        // A metric says nothing about itself.
        fill: (cell) => Number.isFinite(cell.value) && cell.r !== cell.c ? cell.value : 0,
        inset: 1,
      }),
      Plot.text(cells, {
        x: "column",
        y: "row",
        text: (cell) =>
          cell.r === cell.c ? "" : Number.isFinite(cell.value) ? cell.value.toFixed(2).replace("-", "−") : "–",
        fill: (cell) => divergingText(cell.value),
      }),
    ],
  };
}

/** Short names keep neighbouring columns apart. */
function shortName(name: string): string {
  return name.replace("Network", "Net");
}

interface Pair {
  readonly row: string;
  readonly column: string;
  readonly value: number;
}

function pairs({ names, values }: Correlations): Pair[] {
  return names.flatMap((row, r) =>
    names.slice(0, r).map((column, c) => ({ row, column, value: values[r]?.[c] ?? NaN }))
  ).filter(({ value }) => Number.isFinite(value));
}
