/** Whether the errors of a forecast have anything left in common that a better model could use. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, topOf, VALUE_AXIS } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { INK } from "../theme.ts";
import { numberText, percentText, signedText } from "../value_text.ts";

/** What the errors of a backtest look like. */
export interface Residuals {
  /** Values compared. */
  readonly n: number;
  /** Correlation of errors some days apart, within the forecasts from one origin. */
  readonly lags: readonly { readonly lag: number; readonly correlation: number }[];
  /** Monday = 0; percent, above 0 = forecast too high. */
  readonly weekdays: readonly { readonly weekday: number; readonly bias: number }[];
  /** Share of the values between neighbouring quantiles of their forecast, by the probabilities at its ends. */
  readonly bins: readonly { readonly low: number; readonly high: number; readonly share: number }[];
  /** Shares above and below the 95 % band by days ahead. */
  readonly steps: readonly { readonly step: number; readonly above: number; readonly below: number }[];
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const HEIGHT = 190;
const AXIS = { label: null, tickSize: 0 } as const;
const MARGINS = { height: HEIGHT, marginTop: 8, marginBottom: 30, marginLeft: 46, marginRight: 12 } as const;
/** A bias that a reader should know of, percent of the level. */
const NOTABLE_BIAS = 2;

/** Four panels: memory of the errors, bias by weekday, where values fall in their forecast, days outside of the 95 % band. */
export function residualPanels(residuals: Residuals, options: ChartWords = {}): Figure {
  const { n } = residuals;
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(residuals),
      measure: "Errors of the chosen models from earlier days; dashed lines are what an honest forecast would show",
      ...(n > 0 ? { source: `${numberText(n)} days of servers and metrics` } : {}),
    }),
    columns: n > 0 ? 2 : 1,
    panels: n === 0
      ? [{ plot: emptyPlot("no backtest") }]
      : [lagPanel(residuals), weekdayPanel(residuals), binPanel(residuals), stepPanel(residuals)],
  });
}

function lagPanel({ lags }: Residuals): Panel {
  const title = "Correlation of errors some days apart";
  if (lags.length === 0) return { title, plot: emptyPlot("one day ahead only", HEIGHT) };
  const values = lags.map(({ correlation }) => correlation).filter(Number.isFinite);
  const low = Math.min(0, ...values), high = topOf(values);
  return {
    title,
    plot: {
      ...MARGINS,
      x: { ...AXIS, domain: [0.3, lags.length + 0.7], ticks: [1, 7, 14, 21, 28].filter((lag) => lag <= lags.length) },
      y: { ...VALUE_AXIS, ...AXIS, domain: [low * 1.06, Math.max(0.2, high)], ticks: 4 },
      marks: [
        Plot.ruleX(lags, { x: "lag", y1: 0, y2: "correlation", stroke: INK.accent, strokeWidth: 5 }),
        Plot.ruleY([0], { stroke: INK.axis }),
      ],
    },
  };
}

function weekdayPanel({ weekdays }: Residuals): Panel {
  const rows = weekdays.map(({ weekday, bias }) => ({ day: WEEKDAYS[weekday] ?? "", bias }))
    .filter(({ bias }) => Number.isFinite(bias));
  const values = rows.map(({ bias }) => bias);
  const reach = Math.max(NOTABLE_BIAS, ...values.map(Math.abs)) * 1.3;
  return {
    title: "Bias by weekday, % (above 0: too high)",
    plot: {
      ...MARGINS,
      x: { ...AXIS, domain: WEEKDAYS },
      y: {
        ...VALUE_AXIS,
        ...AXIS,
        domain: [-reach, reach],
        ticks: 5,
        tickFormat: (bias: number) => signedText(bias, reach < 4 ? 1 : 0),
      },
      marks: [
        Plot.barY(rows, { x: "day", y: "bias", fill: INK.accent, insetLeft: 4, insetRight: 4 }),
        Plot.ruleY([0], { stroke: INK.axis }),
        ...([1, -1] as const).map((sign) =>
          Plot.text(rows.filter(({ bias }) => (bias < 0 ? -1 : 1) === sign), {
            x: "day",
            y: "bias",
            text: ({ bias }: { bias: number }) => signedText(bias),
            dy: -8 * sign,
            fontSize: 10,
          })
        ),
      ],
    },
  };
}

function binPanel({ bins }: Residuals): Panel {
  // Height is density, so that bins of unequal width compare: 1 everywhere is honest.
  const rows = bins.filter(({ share }) => Number.isFinite(share))
    .map(({ low, high, share }) => ({ low, high, density: share / (high - low) }));
  return {
    title: "Where values fall (1: as often as promised)",
    plot: {
      ...MARGINS,
      x: {
        ...AXIS,
        domain: [0, 1],
        ticks: [0.1, 0.3, 0.5, 0.7, 0.9],
        tickFormat: (level: number) => `q${Math.round(level * 100)}`,
      },
      y: { ...VALUE_AXIS, ...AXIS, domain: [0, topOf([...rows.map(({ density }) => density), 1.2])], ticks: 4 },
      marks: [
        Plot.rectY(rows, { x1: "low", x2: "high", y: "density", fill: INK.accent, fillOpacity: 0.75, inset: 0.5 }),
        Plot.ruleY([1], { stroke: INK.text, strokeDasharray: "5 3" }),
        Plot.ruleY([0]),
      ],
    },
  };
}

function stepPanel({ steps }: Residuals): Panel {
  const rows = steps.map(({ step, above, below }) => ({ step, outside: above + below, above }));
  const shown = smoothed(rows.map(({ outside }) => outside)).map((outside, index) => ({
    step: rows[index]!.step,
    outside,
  }));
  return {
    title: "Outside the 95 % band, by days ahead",
    plot: {
      ...MARGINS,
      x: { ...AXIS, domain: [1, Math.max(2, ...rows.map(({ step }) => step))], ticks: 5, tickFormat: "d" },
      y: {
        ...VALUE_AXIS,
        ...AXIS,
        domain: [0, topOf([...shown.map(({ outside }) => outside), 0.08])],
        ticks: 4,
        tickFormat: (share: number) => `${numberText(share * 100, 1)} %`,
      },
      marks: [
        Plot.ruleY([0.05], { stroke: INK.text, strokeDasharray: "5 3" }),
        rows.length > 1
          ? Plot.lineY(shown, { x: "step", y: "outside", stroke: INK.accent, strokeWidth: 2 })
          : Plot.dot(shown, { x: "step", y: "outside", fill: INK.accent, r: 4 }),
        Plot.ruleY([0]),
      ],
    },
  };
}

/** Centred means over a week: single days are noise; short series stay as they are. */
function smoothed(values: readonly number[]): number[] {
  if (values.length <= 14) return [...values];
  return values.map((_, index) => {
    const own = values.slice(Math.max(0, index - 3), index + 4);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
}

function takeawayOf({ n, lags, weekdays, bins }: Residuals): string {
  if (n === 0) return "No errors to look at";
  const next = lags.find(({ lag }) => lag === 1)?.correlation ?? NaN;
  const biased = weekdays.filter(({ bias }) => Math.abs(bias) > NOTABLE_BIAS)
    .toSorted((a, b) => Math.abs(b.bias) - Math.abs(a.bias));
  const outer = bins.filter(({ low, high }) => low === 0 || high === 1).reduce((sum, { share }) => sum + share, 0);
  const memory = Number.isFinite(next)
    ? `An error says ${next > 0.5 ? "much" : next > 0.2 ? "something" : "little"} about the next day's (correlation ${
      next.toFixed(2).replace("-", "−")
    })`
    : "The errors of single days";
  const weekday = biased[0]
    ? `${WEEKDAYS[biased[0].weekday] ?? ""} is ${percentText(Math.abs(biased[0].bias) / 100)} ${
      biased[0].bias > 0 ? "too high" : "too low"
    }`
    : "no weekday is biased";
  return `${memory}, ${weekday}, ${numberText(outer * 100, 1)} % of days lie outside the 95 % band`;
}
