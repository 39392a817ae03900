/** What was generated and how good it is: quality, fidelity and what nobody could check, as one page. */
import type { FleetPanel } from "@lib/core/panel.ts";
import type { Table } from "@lib/core/table.ts";
import { type CalendarEffect, calendarEffectBars } from "./charts/calendar_effect_bars.ts";
import { type CorrelationTarget, correlationTargets } from "./charts/correlation_targets.ts";
import { fleetOverview } from "./charts/fleet_overview.ts";
import { type PassportRatio, passportRatios } from "./charts/passport_ratios.ts";
import type { Figure } from "./figure.ts";
import { reportHtml, type ReportSection } from "./report.ts";
import { serversOf } from "./server_info.ts";
import { countText, numberText, percentText, sentence } from "./value_text.ts";

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

/** The fidelity of the fleet's profile. */
export interface PassportPart {
  /** The trace, its size, source and licence in a line. */
  readonly source: string;
  readonly rows: readonly PassportLine[];
  /** Set where the profile was not made after this trace: then misses are no failures. */
  readonly note?: string;
}

/** Something that was not compared with a real fleet, and why. */
export interface Unvalidated {
  readonly property: string;
  readonly reason: string;
}

/** What the report is made of. */
export interface GenerationReportInput {
  readonly profile: string;
  readonly seed: number;
  readonly first_day: string;
  readonly last_day: string;
  /** The fleet before any defect. */
  readonly panel: FleetPanel;
  /** FLEET. */
  readonly fleet: Table;
  readonly quality: readonly QualityLine[];
  /** Correlations and effects of the calendar, asked for and got. */
  readonly correlations: readonly CorrelationTarget[];
  readonly effects: readonly CalendarEffect[];
  /** Absent for a profile that follows no trace. */
  readonly passport?: PassportPart;
  readonly unvalidated: readonly Unvalidated[];
  /** Planted defects by kind; empty when none were. */
  readonly defects: readonly { readonly kind: string; readonly count: number; readonly server_days: number }[];
  /** Servers of the run, where only the first of them were looked at. */
  readonly of?: number;
}

/** The finished report. */
export interface GenerationReport {
  /** The answers, one sentence each, the most important first. */
  readonly findings: readonly string[];
  /** One self-contained page. */
  readonly html: string;
}

/** Puts the report together. */
export function generationReport(input: GenerationReportInput): GenerationReport {
  const { panel, fleet, quality, correlations, effects, passport, unvalidated, defects, of } = input;
  const findings = findingsOf(input);
  const servers = panel.servers.length;
  const sections: ReportSection[] = [
    {
      heading: "Quality",
      text: "Every value is computed from this fleet. What is too small or too short for a verdict is measured only.",
      tableRows: byDimension(quality),
    },
    { heading: "The fleet", figures: [fleetOverview(panel, serversOf(fleet))] },
    ...(correlations.length + effects.length === 0 ? [] : [{
      heading: "Asked for and got",
      figures: [
        ...(correlations.length > 0 ? [correlationTargets(correlations)] : []),
        ...(effects.length > 0 ? [calendarEffectBars(effects)] : []),
      ] satisfies Figure[],
    }]),
    {
      heading: "Fidelity passport",
      ...(passport
        ? {
          text:
            `${
              passport.note === undefined ? "" : `${passport.note}\n\n`
            }${passport.source}\n\nThe noise floor is the same distance between two halves of the real machines; ` +
            "a property is validated within two floors.",
          figures: [passportRatios(passport.rows)],
        }
        : {
          text: `The profile ${input.profile} follows no measured fleet: nothing of it was compared with real servers.`,
        }),
    },
    ...(unvalidated.length === 0 ? [] : [{
      heading: "What is unvalidated",
      tableRows: unvalidated.map(({ property, reason }) => ({ property, reason })),
    }]),
    ...(defects.length === 0 ? [] : [{
      heading: "Planted defects",
      text: "They stand in truth_events, server by server, so that a repair can be graded.",
      tableRows: defects.map(({ kind, count, server_days }) => ({
        defect: kind,
        times: count,
        "server-days": server_days,
      })),
    }]),
    { heading: "Every quality target", tableRows: quality.map(qualityCells) },
    ...(passport ? [{ heading: "Every property of the passport", tableRows: passport.rows.map(passportCells) }] : []),
  ];
  return {
    findings,
    html: reportHtml({
      title: "How good is this fleet?",
      subtitle: `${sentence(input.profile)} profile, ${
        of !== undefined && of > servers
          ? `the first ${numberText(servers)} of ${countText(of, "server")}`
          : countText(servers, "server")
      }, ${input.first_day} to ${input.last_day}, seed ${input.seed}`,
      findings,
      sections,
      generatedFor: "The same numbers are in generation_report.json.",
    }),
  };
}

function findingsOf({ quality, passport, unvalidated, defects }: GenerationReportInput): string[] {
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
          passport.note === undefined ? "the real trace" : "a real fleet that the profile was not made after"
        }; ${countText(unvalidated.length, "thing")} could not be validated.`,
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

function passportText(rows: readonly PassportLine[]): string {
  const met = rows.filter(({ verdict }) => verdict === "validated").length;
  return `${numberText(met)} of ${countText(rows.length, "property", "properties")} (${
    percentText(met / rows.length)
  }) ${met === 1 ? "lies" : "lie"}`;
}

function byDimension(quality: readonly QualityLine[]): object[] {
  return [...Map.groupBy(quality, ({ dimension }) => dimension)].map(([dimension, own]) => {
    const count = (verdict: string): number => own.filter((line) => line.verdict === verdict).length;
    return { dimension, met: count("pass"), missed: count("fail"), "not judged": count("not judged") };
  });
}

const VERDICTS = { pass: "met", fail: "✗ missed", "not judged": "not judged" } as const;

function qualityCells({ what, target, value, unit, verdict, how }: QualityLine): object {
  return { what, target, value: valueText(value, unit), verdict: VERDICTS[verdict], how };
}

function passportCells(row: PassportLine): object {
  const { group = "", property, metric, real, synthetic, distance, floor, ratio, verdict } = row;
  return { group, property, metric, real, synthetic, distance, floor, ratio, verdict };
}

/** Two decimals where there are any; a probability may be too small for them. */
function valueText(value: number | null, unit: string): string {
  if (value === null) return "";
  const number = Number.isInteger(value) ? numberText(value) : value > 0 && value < 0.001 ? "<0.001" : value.toFixed(2);
  return unit === "" ? number : `${number} ${unit}`;
}
