/** What is worth saying about a generated fleet, in sentences: for its report and for a notebook. */
import type { PassportRatio } from "./charts/passport_ratios.ts";
import { type QualityLine, valueText } from "./quality_table.ts";
import { countText, numberText, percentText } from "./value_text.ts";

/** A line of the fidelity passport. */
export interface PassportLine extends PassportRatio {
  /** The property in one number, in the real trace and in the fleet; `NaN` = not shown at all. */
  readonly real: number;
  readonly synthetic: number;
  readonly distance: number;
  /** The same distance between two halves of the real machines. */
  readonly floor: number;
  readonly verdict: "validated" | "missed";
}

/** How a group of properties did. */
export interface PassportGroupLine {
  readonly group: string;
  readonly properties: number;
  readonly validated: number;
  /** 0 to 1. */
  readonly share: number;
}

/** The fidelity of the fleet's profile. */
export interface PassportPart {
  /** The trace, its size, source and licence in a line. */
  readonly source: string;
  readonly rows: readonly PassportLine[];
  readonly groups: readonly PassportGroupLine[];
  /** What it takes to pass, whether the fleet does, and the groups that keep it from passing. */
  readonly rule: string;
  readonly passes: boolean;
  readonly failedGroups: readonly string[];
  /** Where as large a fleet of the trace's own source would lie, in noise floors. */
  readonly sameSourceFloors: number;
  /** Share within two floors at the noise of half a trace (`NaN` = too few servers), and that of two real halves; 0 to 1. */
  readonly shareSizeMatched: number;
  readonly shareOfRealHalves: number;
  /** Set where the profile was not made after this trace: then misses are no failures. */
  readonly note?: string;
}

/** Something that was not compared with a real fleet, and why. */
export interface Unvalidated {
  readonly property: string;
  readonly reason: string;
}

/** What the sentences are made from. */
export interface GenerationVerdicts {
  readonly quality: readonly QualityLine[];
  /** Absent for a profile that follows no trace. */
  readonly passport?: PassportPart;
  readonly unvalidated: readonly Unvalidated[];
  /** Planted defects by kind; empty when none were. */
  readonly defects: readonly { readonly kind: string; readonly count: number; readonly server_days: number }[];
}

/** Targets met and missed, the exam, the passport and the defects: one sentence each. */
export function generationFindings({ quality, passport, unvalidated, defects }: GenerationVerdicts): string[] {
  const judged = quality.filter(({ verdict }) => verdict !== "not judged");
  const failed = judged.filter(({ verdict }) => verdict === "fail");
  const exam = quality.filter(({ dimension }) => dimension === "fair exam");
  return [
    judged.length === 0
      ? "The run is too small to judge; its numbers are shown as they are."
      : failed.length === 0
      ? `All ${numberText(judged.length)} quality targets are met.`
      : `${numberText(failed.length)} of ${numberText(judged.length)} quality targets ${
        failed.length === 1 ? "is" : "are"
      } missed: ${failed.slice(0, MOST_NAMED).map(({ what }) => what).join("; ")}${
        failed.length > MOST_NAMED ? "; …" : ""
      }.`,
    ...(exam.length === 0 ? [] : [
      `As an exam: ${exam.map(({ what, value, unit }) => `${what} ${valueText(value, unit)}`).join(", ")}.`,
    ]),
    ...(passport
      ? [
        `${passportText(passport.rows)} within two noise floors of ${
          passport.note === undefined
            ? `the real trace: ${passportVerdict(passport)}`
            : "a real fleet that the profile was not made after"
        }; ${countText(unvalidated.length, "thing")} could not be validated.`,
        ...(passport.note !== undefined || Number.isNaN(passport.shareSizeMatched) ? [] : [sizeMatchedText(passport)]),
      ]
      : ["No real trace stands behind this profile: it is unvalidated."]),
    ...(defects.length === 0 ? [] : [
      `Defects were planted on purpose: ${
        countText(defects.reduce((sum, { count }) => sum + count, 0), "entry", "entries")
      } of ${countText(defects.length, "kind")}.`,
    ]),
  ];
}

/** Missed targets that the first finding names. */
const MOST_NAMED = 4;

/** Whether a passport passes, in half a sentence. */
export function passportVerdict({ passes, failedGroups }: PassportPart): string {
  if (passes) return "the passport passes";
  return `the passport fails${failedGroups.length > 0 ? ` on ${failedGroups.join(", ")}` : ""}`;
}

/** The share that has no advantage from the size of the fleet, beside its yardstick. */
function sizeMatchedText({ shareSizeMatched, shareOfRealHalves }: PassportPart): string {
  return `With so few servers that chance weighs as much as between two halves of the real machines, ${
    percentText(shareSizeMatched)
  } lie within two floors; of the real halves themselves ${percentText(shareOfRealHalves)} do.`;
}

function passportText(rows: readonly PassportLine[]): string {
  const met = rows.filter(({ verdict }) => verdict === "validated").length;
  return `${numberText(met)} of ${countText(rows.length, "property", "properties")} (${
    percentText(met / rows.length)
  }) ${met === 1 ? "lies" : "lie"}`;
}
