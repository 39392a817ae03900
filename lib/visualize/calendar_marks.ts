/** Known events behind a time series: quarter ends as bands, bank holidays as lines. */
import * as Plot from "@observablehq/plot";
import { calendarOf, type Regime } from "@lib/core/calendar.ts";
import { dateOf, type Day } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import type { LegendItem } from "./legend.ts";
import { REGIME_COLORS } from "./theme.ts";

/** Consecutive days of one regime. */
export interface RegimeSpan {
  readonly regime: Regime;
  readonly from: Date;
  /** The first instant after the last day. */
  readonly to: Date;
}

const OPACITY = 0.22;

/** The quarter ends and holidays of a span of days, as a time axis sees them. */
export function eventSpans(region: Region, first: Day, days: number): RegimeSpan[] {
  const spans: { regime: Regime; from: Day; to: Day }[] = [];
  for (const { day, regime } of days > 0 ? calendarOf(region, first, days) : []) {
    if (regime !== "quarter end" && regime !== "holiday") continue;
    const last = spans.at(-1);
    if (last?.regime === regime && last.to === day) last.to = day + 1;
    else spans.push({ regime, from: day, to: day + 1 });
  }
  return spans.map(({ regime, from, to }) => ({ regime, from: dateOf(from), to: dateOf(to) }));
}

/** Bands for the events; they go first, behind the data. */
export function eventMarks(spans: readonly RegimeSpan[]): Plot.Markish[] {
  return (["quarter end", "holiday"] as const).map((regime) =>
    Plot.rectX(spans.filter((span) => span.regime === regime), {
      x1: "from",
      x2: "to",
      fill: REGIME_COLORS[regime],
      fillOpacity: OPACITY,
    })
  );
}

/** The legend of the events that are there. */
export function eventLegend(spans: readonly RegimeSpan[]): LegendItem[] {
  return (["quarter end", "holiday"] as const)
    .filter((regime) => spans.some((span) => span.regime === regime))
    .map((regime) => ({
      label: regime === "holiday" ? "bank holiday" : regime,
      color: REGIME_COLORS[regime],
      opacity: OPACITY * 1.8,
    }));
}
