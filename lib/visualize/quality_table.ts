/** The quality of a generated fleet as tables. */
import { numberText } from "./value_text.ts";

/** A line of the quality report. */
export interface QualityLine {
  readonly dimension: string;
  readonly what: string;
  readonly target: string;
  /** `null` = cannot be computed. */
  readonly value: number | null;
  readonly unit: string;
  readonly verdict: "pass" | "fail" | "not judged";
  readonly how: string;
}

/** How many targets each side of quality met and missed. */
export function qualityByDimension(quality: readonly QualityLine[]): object[] {
  return [...Map.groupBy(quality, ({ dimension }) => dimension)].map(([dimension, own]) => {
    const count = (verdict: string): number => own.filter((line) => line.verdict === verdict).length;
    return { dimension, met: count("pass"), missed: count("fail"), "not judged": count("not judged") };
  });
}

const VERDICTS = { pass: "met", fail: "✗ missed", "not judged": "not judged" } as const;

/** A line as a row to show. */
export function qualityCells({ what, target, value, unit, verdict, how }: QualityLine): object {
  return { what, target, value: valueText(value, unit), verdict: VERDICTS[verdict], how };
}

/** Two decimals where there are any; a probability may be too small for them. */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return "";
  const number = Number.isInteger(value) ? numberText(value) : value > 0 && value < 0.001 ? "<0.001" : value.toFixed(2);
  return unit === "" ? number : `${number} ${unit}`;
}
