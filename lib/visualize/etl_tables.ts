/** The tables of a cleaning, as rows to show. */
import type { CheckLine, DefectLine, LawLines, SourceJudgement } from "./etl_findings.ts";
import { countText, numberText, percentText, sentence } from "./value_text.ts";

/** A decision that was made about a file from its content. */
export interface GuessLine {
  readonly file: string;
  readonly column: string;
  readonly takenFor: string;
  readonly because: string;
  readonly examples: readonly string[];
  /** 0 to 1. */
  readonly confidence: number;
}

/** Characters of an example from a file. */
const EXAMPLE_LENGTH = 20;

/** Guesses, the least sure first. */
export function guessCells(guesses: readonly GuessLine[]): object[] {
  return guesses.toSorted((a, b) => a.confidence - b.confidence).map(
    ({ column, takenFor, confidence, because, examples }) => ({
      column,
      "taken for": takenFor,
      sure: percentText(confidence),
      because,
      examples: examples.map((cell) => cell.length > EXAMPLE_LENGTH ? `${cell.slice(0, EXAMPLE_LENGTH)}…` : cell)
        .join(", "),
    }),
  );
}

/** The checks that found something, the largest share first. */
export function checkCells(checks: readonly CheckLine[]): object[] {
  return checks.filter(({ failed }) => failed > 0).toSorted((a, b) => b.share - a.share).map(
    ({ check, meaning, unit, passed, failed, share, examples }) => ({
      check: `${sentence(check)}: ${meaning}`,
      found: failed,
      of: `${numberText(passed + failed)} ${unit}`,
      share: percentText(share),
      examples: examples.map(({ server, metric, day, seen }) =>
        [server, metric, day, seen].filter((part) => part !== null).join(" ")
      ).join("; "),
    }),
  );
}

/** The checks that found nothing, in a sentence; empty when there are none. */
export function passedText(checks: readonly CheckLine[]): string {
  const passed = checks.filter(({ failed }) => failed === 0).map(({ check }) => check);
  return passed.length === 0 ? "" : `Nothing was found by ${countText(passed.length, "check")}: ${passed.join(", ")}.`;
}

/** The two laws. */
export function lawCells(laws: LawLines): object[] {
  const { read, used, dropped, readingsHold, differing, changed, imputed, cellsHold } = laws;
  const yes = (holds: boolean): string => holds ? "yes" : "✗ no";
  return [
    { law: "readings read = used + dropped", left: read, right: used + dropped, holds: yes(readingsHold) },
    ...(differing === undefined || changed === undefined || imputed === undefined ? [] : [{
      law: "values that differ = changed + imputed",
      left: differing,
      right: changed + imputed,
      holds: yes(cellsHold === true),
    }]),
  ];
}

/** A kind of planted defect. */
export function defectCells({ kind, events, planted, found, falseAlarms, recall, precision }: DefectLine): object {
  return {
    defect: kind,
    times: events,
    "planted cells": planted,
    found,
    "false alarms": falseAlarms,
    recall,
    precision,
  };
}

/** Points by criterion. */
export function judgementCells({ points }: Pick<SourceJudgement, "points">): object[] {
  return points.map(({ criterion, points, of, reason }) => ({ criterion, points, of, because: reason }));
}

/** What the source is good for. */
export function useCells({ goodFor }: Pick<SourceJudgement, "goodFor">): object[] {
  return goodFor.map(({ use, ok, isCertain, reason }) => ({
    use,
    "good for it": ok ? "yes" : isCertain ? "no" : "unknown",
    because: reason,
  }));
}
