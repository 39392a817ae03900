/** The checks whose failures stand in the ledger: which rules and actions each of them counts. */
import type { LedgerAction } from "../ledger.ts";
import {
  BACKWARDS_RULE,
  CAPACITY_CHANGE_RULE,
  CLOCK_SHIFT_RULE,
  DUPLICATE_RULES,
  FROZEN_RULE,
  IMPUTED_RULE,
  isSentinelRule,
  LATE_METRIC_RULE,
  LEVEL_SHIFT_RULE,
  LONG_GAP_RULE,
  LOST_METRIC_RULE,
  OUTLIER_RULE,
  SILENT_RULE,
  UNFILLED_RULE,
  UNIT_SLIP_RULE,
} from "../rules.ts";

/** What a check counts. */
export type CountedUnit = "readings" | "cells" | "series" | "servers" | "days";

/** A check and its entries in the ledger. */
export interface CheckRule {
  readonly check: string;
  readonly meaning: string;
  readonly unit: CountedUnit;
  /** Whether an entry of a rule is a failure of this check. */
  readonly claims: (rule: string) => boolean;
  /** Actions of the entries that are counted. */
  readonly actions: readonly LedgerAction[];
}

const oneOf = (...rules: readonly string[]) => (rule: string): boolean => rules.includes(rule);

/** The checks in the order in which readings, rows, cells and series are looked at. */
export const CHECK_RULES: readonly CheckRule[] = [
  {
    check: "range",
    meaning: "a value is finite, not negative and not absurdly large; others are dropped",
    unit: "readings",
    claims: oneOf("negative value", "impossible value", "missing value"),
    actions: ["dropped"],
  },
  {
    check: "markers",
    meaning: 'no value stands for "no data" (-1; 101 of a percentage): dropped',
    unit: "readings",
    claims: isSentinelRule,
    actions: ["dropped"],
  },
  {
    check: "powered off",
    meaning: "a server has cores when it reports: readings without any are dropped",
    unit: "readings",
    claims: oneOf("powered off"),
    actions: ["dropped"],
  },
  {
    check: "counters",
    meaning: "a counter has a reading before and does not start anew: the first one is dropped, a reset flagged",
    unit: "readings",
    claims: oneOf("first reading of a counter", "counter reset"),
    actions: ["dropped", "flagged"],
  },
  {
    check: "duplicates",
    meaning: "a time has one reading; of several the first one counts, the others are dropped",
    unit: "readings",
    claims: oneOf(...DUPLICATE_RULES),
    actions: ["dropped"],
  },
  {
    check: "incomplete days",
    meaning: "a day has enough readings to have a 95th percentile; the readings of others are dropped",
    unit: "readings",
    claims: oneOf("incomplete day"),
    actions: ["dropped"],
  },
  {
    check: "monotonic time",
    meaning: "the readings of a series are in order of time in their file; where not, they are ordered and flagged",
    unit: "series",
    claims: oneOf(BACKWARDS_RULE),
    actions: ["flagged"],
  },
  {
    check: "clock shifts",
    meaning: "rows bear their own date; runs that are a day off are moved back where the weekdays prove it",
    unit: "cells",
    claims: oneOf(CLOCK_SHIFT_RULE),
    actions: ["changed"],
  },
  {
    check: "unit slips",
    meaning: "a percentage is one all the time; stretches of fractions of 1 are scaled back",
    unit: "cells",
    claims: oneOf(UNIT_SLIP_RULE),
    actions: ["changed"],
  },
  {
    check: "missing days",
    meaning: "every day has a value; a short gap is filled from the server's own past",
    unit: "cells",
    claims: oneOf(IMPUTED_RULE, UNFILLED_RULE),
    actions: ["imputed", "flagged"],
  },
  {
    check: "long gaps",
    meaning: "no gap is too long to be filled; a longer one stays missing",
    unit: "cells",
    claims: oneOf(LONG_GAP_RULE),
    actions: ["flagged"],
  },
  {
    check: "frozen sensors",
    meaning: "a value does not repeat for days by itself; repetitions are flagged",
    unit: "cells",
    claims: oneOf(FROZEN_RULE),
    actions: ["flagged"],
  },
  {
    check: "outliers",
    meaning: "a day is like its weekday has been, expected peaks and habits aside; others are flagged",
    unit: "cells",
    claims: oneOf(OUTLIER_RULE),
    actions: ["flagged"],
  },
  {
    check: "capacity changes",
    meaning: "CPU keeps its level; a step that the server's cores explain is flagged as a change of capacity",
    unit: "cells",
    claims: oneOf(CAPACITY_CHANGE_RULE),
    actions: ["flagged"],
  },
  {
    check: "level shifts",
    meaning: "a percentage keeps its level; a lasting step that no change of capacity explains is flagged",
    unit: "cells",
    claims: oneOf(LEVEL_SHIFT_RULE),
    actions: ["flagged"],
  },
  {
    check: "metrics within their server",
    meaning: "a metric begins and ends with its server; where not, the first missing day is flagged",
    unit: "series",
    claims: oneOf(LATE_METRIC_RULE, LOST_METRIC_RULE),
    actions: ["flagged"],
  },
  {
    check: "silence at the end",
    meaning: "a series has values up to the last day; a server that is silent for some days is flagged",
    unit: "series",
    claims: oneOf(SILENT_RULE),
    actions: ["flagged"],
  },
];
