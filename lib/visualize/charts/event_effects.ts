/** What the calendar does to the load, and how sure that is. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, rowLabel, rowLabelMargin, VALUE_AXIS } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { INK } from "../theme.ts";
import { numberText, sentence, signedText } from "../value_text.ts";

/** One effect of the calendar, as a fleet's models learned it. */
export interface EventEffect {
  /** For example `quarter end, day 5` or `Christmas Day`. */
  readonly effect: string;
  /** Effects of one group share a panel, for example `holidays`; default all in one. */
  readonly group?: string;
  /** Change against an ordinary day, percent of the level. */
  readonly estimate: number;
  /** Ends of the interval, percent. */
  readonly low: number;
  readonly high: number;
  /** What was planted, where that is known, percent. */
  readonly planted?: number | null;
}

const LABEL_WIDTH = 160;
/** Effects in a panel at most, the strongest; a region has a dozen bank holidays, several regions have forty. */
const MOST_ROWS = 18;

/** Dots with intervals, the strongest effect of each group first; left of 0 the load is lower than on an ordinary day. */
export function eventEffects(effects: readonly EventEffect[], options: ChartWords = {}): Figure {
  const known = effects.filter(({ estimate }) => Number.isFinite(estimate)).map((effect) => ({
    ...effect,
    from: Number.isFinite(effect.low) ? effect.low : effect.estimate,
    to: Number.isFinite(effect.high) ? effect.high : effect.estimate,
    text: signedText(effect.estimate),
  }));
  const groups = [...Map.groupBy(known, ({ group = "" }) => group)].map(([group, own]) =>
    [group, own.toSorted((a, b) => Math.abs(b.estimate) - Math.abs(a.estimate))] as const
  );
  const shown = groups.flatMap(([, own]) => own.slice(0, MOST_ROWS));
  const ends = shown.flatMap(({ from, to, planted }) => [from, to, planted ?? 0]);
  const low = Math.min(0, ...ends), high = Math.max(0, ...ends), room = Math.max(1, (high - low) * 0.04);
  const panels = groups.map(([group, own]): Panel => {
    const rows = own.slice(0, MOST_ROWS);
    const more = own.length > rows.length ? ` (the ${MOST_ROWS} strongest of ${own.length})` : "";
    return {
      ...(group === "" && more === "" ? {} : { title: sentence(group + more).trim() }),
      plot: {
        height: 40 + 21 * rows.length,
        marginTop: 4,
        marginBottom: 30,
        marginRight: 54,
        marginLeft: rowLabelMargin(rows.map(({ effect }) => effect), LABEL_WIDTH),
        x: {
          ...VALUE_AXIS,
          domain: [low - room, high + room],
          label: null,
          ticks: 5,
          tickFormat: (change: number) => signedText(change, 0),
        },
        y: {
          domain: rows.map(({ effect }) => effect),
          label: null,
          tickSize: 0,
          tickFormat: (effect: string) => rowLabel(effect, LABEL_WIDTH),
        },
        marks: [
          Plot.ruleX([0], { stroke: INK.axis }),
          Plot.tickX(rows.filter(({ planted }) => typeof planted === "number"), {
            y: "effect",
            x: "planted",
            stroke: INK.second,
            strokeWidth: 3,
            insetTop: 1,
            insetBottom: 1,
          }),
          Plot.ruleY(rows, { y: "effect", x1: "from", x2: "to", stroke: INK.accent, strokeWidth: 2 }),
          Plot.dot(rows, { y: "effect", x: "estimate", r: 4, fill: INK.accent, stroke: INK.paper }),
          Plot.text(rows, { y: "effect", text: "text", frameAnchor: "right", textAnchor: "end", dx: 48 }),
        ],
      },
    };
  });
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(known),
      measure: "Change against an ordinary day, % of the level; lines are 95 % intervals",
    }),
    columns: Math.min(2, Math.max(1, panels.length)),
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("no special day in the history", 100) }],
    legend: panels.length === 0 ? [] : [
      { label: "learned", color: INK.accent, shape: "dot" },
      ...(known.some(({ planted }) => typeof planted === "number")
        ? [{ label: "planted", color: INK.second, shape: "tick" as const }]
        : []),
    ],
  });
}

function takeawayOf(effects: readonly (EventEffect & { readonly from: number; readonly to: number })[]): string {
  const sure = effects.filter(({ from, to }) => from > 0 || to < 0);
  const [strongest] = sure.toSorted((a, b) => Math.abs(b.estimate) - Math.abs(a.estimate));
  if (effects.length === 0) return "The history holds no special day to learn from";
  if (!strongest) return "No effect of the calendar is sure";
  const { effect, estimate } = strongest;
  const size = `${sentence(effect)} moves the load most: ${signedText(estimate, 0)} % against an ordinary day`;
  return sure.length === effects.length
    ? size
    : `${size}; ${numberText(sure.length)} of ${numberText(effects.length)} effects are sure`;
}
