/** What was generated and how good it is: quality, fidelity and what nobody could check, as one page. */
import type { FleetPanel } from "@lib/core/panel.ts";
import type { Table } from "@lib/core/table.ts";
import { type CalendarEffect, calendarEffectBars } from "./charts/calendar_effect_bars.ts";
import { type CorrelationTarget, correlationTargets } from "./charts/correlation_targets.ts";
import { fleetOverview } from "./charts/fleet_overview.ts";
import { passportRatios } from "./charts/passport_ratios.ts";
import type { Figure } from "./figure.ts";
import {
  generationFindings,
  type GenerationVerdicts,
  type PassportGroupLine,
  type PassportLine,
  type PassportPart,
  passportVerdict,
} from "./generation_findings.ts";
import { qualityByDimension, qualityCells } from "./quality_table.ts";
import { reportHtml, type ReportSection } from "./report.ts";
import { serversOf } from "./server_info.ts";
import { countText, numberText, percentText, sentence } from "./value_text.ts";

/** What the report is made of. */
export interface GenerationReportInput extends GenerationVerdicts {
  readonly profile: string;
  readonly seed: number;
  readonly first_day: string;
  readonly last_day: string;
  /** The fleet before any defect. */
  readonly panel: FleetPanel;
  /** FLEET. */
  readonly fleet: Table;
  /** Correlations and effects of the calendar, asked for and got. */
  readonly correlations: readonly CorrelationTarget[];
  readonly effects: readonly CalendarEffect[];
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
  const findings = generationFindings(input);
  const servers = panel.servers.length;
  const sections: ReportSection[] = [
    {
      heading: "Quality",
      text: "Every value is computed from this fleet. What is too small or too short for a verdict is measured only.",
      tableRows: qualityByDimension(quality),
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
          text: passportText(passport),
          figures: [passportRatios(passport.rows)],
          tableRows: passport.groups.map(groupCells),
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

function passportText(passport: PassportPart): string {
  const { note, source, rule, sameSourceFloors } = passport;
  return [
    ...(note === undefined ? [] : [note]),
    source,
    "The noise floor is the same distance between two halves of the real machines; a property is validated within two " +
    `floors. A fleet of the very same source and this size would lie at about ${
      numberText(sameSourceFloors)
    } floors, so two floors leave room that the real halves do not have: the share at their size is the one to compare ` +
    "with theirs.",
    `To pass takes ${rule}: ${note === undefined ? "" : "as a mere comparison, "}${passportVerdict(passport)}.`,
  ].join("\n\n");
}

function groupCells({ group, properties, validated, share }: PassportGroupLine): object {
  return { group, properties, validated, share: percentText(share) };
}

function passportCells(row: PassportLine): object {
  const { group = "", property, metric, real, synthetic, distance, floor, ratio, verdict } = row;
  return { group, property, metric, real, synthetic, distance, floor, ratio, verdict };
}
