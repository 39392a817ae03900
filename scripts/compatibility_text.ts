/** The judgement of a source as text: what `ingest` says of what was read, and `download --list` of a public set. */
import type { Compatibility } from "@lib/ingest/judge/compatibility.ts";
import { weakest } from "@lib/visualize/etl_findings.ts";

/** One line for each criterion, for example `17 of 25 duration: 92 days, of 730 for all points`. */
export function pointLines({ points }: Pick<Compatibility, "points">): string[] {
  return points.map(({ criterion, points, of, reason }) =>
    `${String(points).padStart(2)} of ${String(of).padEnd(2)} ${criterion}: ${reason}`
  );
}

/** One line for each use, for example `yes forecasting: up to 30 days ahead`. */
export function useLines({ goodFor }: Pick<Compatibility, "goodFor">): string[] {
  return goodFor.map(({ use, ok, isCertain, reason }) => `${ok ? "yes" : isCertain ? "no " : "?  "} ${use}: ${reason}`);
}

/** What a source is good for, with a question mark what it may be good for; a dash when it is good for nothing. */
export function usesText({ goodFor }: Pick<Compatibility, "goodFor">): string {
  return goodFor.filter(({ ok, isCertain }) => ok || !isCertain).map(({ use, ok }) => ok ? use : `${use}?`)
    .join(", ") || "-";
}

/** The score and where it lost the most, for example `73 of 100 (duration 13 of 25: 30 days, of 730 for all points)`. */
export function judgementLine(judgement: Pick<Compatibility, "score" | "points">): string {
  const reasons = weakest(judgement).map(({ criterion, points, of, reason }) =>
    `${criterion} ${points} of ${of}: ${reason}`
  );
  return `${judgement.score} of 100${reasons.length > 0 ? ` (${reasons.join("; ")})` : ""}`;
}
