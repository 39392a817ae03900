/** One line of the quality report: what was asked, what came, and how it was found out. */

/** `not judged`: the run is too small or too short for a verdict; the value stands for itself. */
export type Verdict = "pass" | "fail" | "not judged";

/** A line of the report, plain enough for JSON. */
export interface QualityRow {
  /** Side of quality, for example `completeness`. */
  readonly dimension: string;
  /** What was looked at. */
  readonly what: string;
  /** What it should be, in words. */
  readonly target: string;
  /** What it is; `null` = cannot be computed. */
  readonly value: number | null;
  /** Unit of the value, empty for a count or a ratio. */
  readonly unit: string;
  readonly verdict: Verdict;
  /** How the value was computed. */
  readonly how: string;
}

/** A target: in words and as a test, which is left out where the run is too small for a verdict. */
export interface Target {
  readonly target: string;
  readonly holds?: (value: number) => boolean;
}

/** A row with its verdict; a value that is missing has none. */
export function qualityRow(
  row: Pick<QualityRow, "dimension" | "what" | "how"> & { readonly unit?: string },
  value: number,
  { target, holds }: Target,
): QualityRow {
  const { dimension, what, how, unit = "" } = row;
  const isKnown = Number.isFinite(value);
  const verdict = isKnown && holds ? (holds(value) ? "pass" : "fail") : "not judged";
  return { dimension, what, target, value: isKnown ? value : null, unit, verdict, how };
}
