/** How much better than the seasonal naive each model is, and how sure that is. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, rowLabel, rowLabelMargin } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { legendItems } from "../legend.ts";
import { colorScale, INK, MODEL_COLORS } from "../theme.ts";
import { percentText, sentence } from "../value_text.ts";

/** Skill of one model on one slice. */
export interface SkillPoint {
  /** What the row is about, for example `CPU` or `web`. */
  readonly row: string;
  /** Rows of one panel stand together; default all in one. */
  readonly panel?: string;
  readonly model: string;
  /** 1 − error ÷ error of the seasonal naive. */
  readonly skill: number;
  /** Ends of the interval; `NaN` = unknown. */
  readonly low: number;
  readonly high: number;
}

/** Options of the chart. */
export interface SkillDotsOptions extends ChartWords {
  /** Probability that an interval holds, for the words; default 0.95. */
  readonly level?: number;
}

/** Skills below this are drawn at the edge: how much worse than the naive tells nothing more. */
const EDGE = -1;
/** Pixels that a dot takes within its row. */
const DOT_HEIGHT = 12;
const LABEL_WIDTH = 150;

/** A dot per model with its interval, a row per slice; left of 0 a model is worse than last week's values. */
export function skillDots(points: readonly SkillPoint[], options: SkillDotsOptions = {}): Figure {
  const { level = 0.95 } = options;
  const known = points.filter(({ skill }) => Number.isFinite(skill)).map((point) => ({
    ...point,
    at: Math.max(EDGE, point.skill),
    from: Number.isFinite(point.low) ? Math.max(EDGE, point.low) : Math.max(EDGE, point.skill),
    to: Number.isFinite(point.high) ? Math.max(EDGE, point.high) : Math.max(EDGE, point.skill),
    text: signedPercent(point.skill),
  }));
  // A model keeps its colour when the ranking changes; those without one take theirs in the caller's order.
  const color = colorScale(MODEL_COLORS, points.map(({ model }) => model));
  const marginLeft = rowLabelMargin(known.map(({ row }) => row), LABEL_WIDTH);
  const low = Math.min(0, ...known.map(({ from }) => from)), high = Math.max(0.1, ...known.map(({ to }) => to));
  const room = (high - low) * 0.06;
  const groups = [...Map.groupBy(known, ({ panel = "" }) => panel)];
  const panels = groups.map(([title, own]): Panel => {
    const rows = [...new Set(own.map(({ row }) => row))];
    const most = Math.max(...rows.map((row) => own.filter((point) => point.row === row).length));
    return {
      ...(title === "" ? {} : { title: sentence(title) }),
      plot: {
        height: 42 + rows.length * (10 + DOT_HEIGHT * most),
        marginTop: 4,
        marginBottom: 30,
        // The skills stand in a column of their own: beside the dots they would lie on other dots.
        marginRight: 52,
        marginLeft,
        x: {
          domain: [low - room, high + room],
          label: null,
          tickSize: 0,
          grid: true,
          ticks: 5,
          tickFormat: signedPercent,
        },
        y: { axis: null, domain: color.domain.filter((model) => own.some((point) => point.model === model)) },
        fy: {
          domain: rows,
          label: null,
          axis: "left",
          padding: 0.12,
          tickFormat: (row: string) => rowLabel(row, LABEL_WIDTH),
        },
        color,
        marks: [
          Plot.ruleX([0], { stroke: INK.axis, strokeWidth: 1.5 }),
          Plot.ruleY(own, { fy: "row", y: "model", x1: "from", x2: "to", stroke: "model", strokeWidth: 2 }),
          Plot.dot(own, { fy: "row", y: "model", x: "at", r: 4.5, fill: "model", stroke: INK.paper }),
          Plot.text(own, {
            fy: "row",
            y: "model",
            text: "text",
            frameAnchor: "right",
            textAnchor: "end",
            dx: 48,
            fill: INK.text,
          }),
        ],
      },
    };
  });
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(known),
      measure: `Error that a model saves against last week's values (seasonal naive); lines are ${
        percentText(level)
      } intervals over servers`,
    }),
    columns: Math.min(2, Math.max(1, panels.length)),
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("no model was tried beside the seasonal naive") }],
    legend: panels.length === 0 ? [] : [...legendItems(color, "dot"), {
      label: "seasonal naive",
      color: INK.axis,
      shape: "tick",
    }],
  });
}

function takeawayOf(points: readonly SkillPoint[]): string {
  const [best] = [...points].sort((a, b) => b.skill - a.skill);
  if (!best) return "No skill to compare";
  const ofBest = points.filter(({ model }) => model === best.model);
  const proven = ofBest.filter(({ low }) => low > 0).length;
  const where = best.row === "" ? "" : ` on ${best.row}`;
  if (best.skill <= 0) return "No model beats last week's values";
  const saved = `${sentence(best.model)} saves up to ${percentText(best.skill)} of the seasonal naive's error${where}`;
  if (ofBest.length === 1) return saved;
  return proven === ofBest.length
    ? `${saved}; all of its ${ofBest.length} intervals lie above 0`
    : `${saved}; ${proven} of its ${ofBest.length} intervals lie above 0`;
}

/** A share as a whole percentage; a loss has a minus sign, not a hyphen. */
function signedPercent(share: number): string {
  return percentText(share).replace("-", "−");
}
