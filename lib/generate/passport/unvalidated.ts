/** What a passport cannot say: drivers of the generator that no trace at hand can be held against. */
import type { Profile } from "../profiles/profile.ts";
import type { Unjudged } from "./noise_floor.ts";
import type { TraceStatistics } from "./trace_statistics.ts";

const EVERYWHERE: readonly Unjudged[] = [
  { property: "disk space", reason: "the traces have disk throughput; none has the space used" },
  { property: "holiday and bridge-day effects", reason: "the traces do not say whose holidays their users kept" },
  { property: "growth and the yearly cycle", reason: "the longest trace has three months" },
  {
    property: "level shifts, resizes and incidents as such",
    reason: "the traces do not label them; only their sum shows",
  },
  { property: "applications, criticality, business units", reason: "the traces are anonymous" },
  { property: "steps below an hour", reason: "the generator makes hourly means" },
];

const OF_TRACE: Readonly<Record<string, readonly Unjudged[]>> = {
  bitbrains_rnd: [
    { property: "network out", reason: "the selection of machines has received traffic only" },
    { property: "quarter ends beyond one", reason: "the trace has a single one, of which two weekdays were recorded" },
  ],
  alibaba2018_machine: [
    { property: "network", reason: "its counters are cumulative and normalised, so rates cannot be had" },
    { property: "weekend, month end, quarter end, time of day", reason: "its clock is relative and its length 8 days" },
    { property: "persistence beyond a day", reason: "8 days are too short" },
  ],
};

/** What stays unvalidated after the fleet of a profile was compared with a trace, each with the reason. */
export function unvalidatedBy(trace: TraceStatistics, profile: Profile): readonly Unjudged[] {
  return [
    ...ofProfile(trace, profile),
    ...EVERYWHERE,
    ...OF_TRACE[trace.name] ?? [],
    ...trace.unjudged,
  ];
}

/** Nothing is validated by a trace that the profile does not follow, near as the fleet may come to it. */
function ofProfile(trace: TraceStatistics, profile: Profile): readonly Unjudged[] {
  if (profile.trace === trace.name) return [];
  const after = profile.trace === undefined ? "no trace" : `the trace ${profile.trace}, not ${trace.name}`;
  return [{
    property: "levels, noise and correlations",
    reason: `the profile ${profile.name} was made after ${after}: the comparison is for orientation only`,
  }];
}
