/** The legend of a plot's own colour scale, for plots that ask for one with `color: { legend: true }`. */
import type * as Plot from "@observablehq/plot";
import { format, isDate } from "./value_text.ts";
import type { LegendItem, RampLegend } from "./legend.ts";

const RAMP_STEPS = 24;

/** Swatches for an ordinal colour scale, a ramp for a continuous one, nothing without a scale. */
export function legendOf(
  scale: Plot.Scale | undefined,
  label = scale?.label ?? "",
): { legend?: readonly LegendItem[]; ramp?: RampLegend } {
  const domain = scale?.domain ? [...scale.domain] : [];
  if (!scale || domain.length === 0) return {};
  const colorOf = (value: unknown): string => String(scale.apply(value));
  if (scale.type === "ordinal" || scale.type === "categorical") {
    return { legend: domain.map((value) => ({ label: format(value), color: colorOf(value) })) };
  }
  const [low, high] = [domain[0], domain[domain.length - 1]];
  const [from, to] = [Number(low), Number(high)];
  const colors = Array.from({ length: RAMP_STEPS }, (_, step) => {
    const at = from + (to - from) * step / (RAMP_STEPS - 1);
    return colorOf(isDate(low) ? new Date(at) : at);
  });
  return { ramp: { label, low: format(low), high: format(high), colors } };
}
