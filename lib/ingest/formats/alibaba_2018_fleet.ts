/** Means over all machines of the Alibaba cluster trace v2018: a header, five columns, and no time at all. */
import { RELATIVE_START_MS } from "../clock/clock.ts";
import { withChangedSeries } from "../table/changed_series.ts";
import { headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER } from "../table/known_columns.ts";
import { openKnownTable } from "../table/known_table.ts";
import type { Format, RawSeries } from "../open_file.ts";
import { stemOf } from "../source_file.ts";

// Means of counters fall whenever machines come and go, so their growth says nothing: gauges of the source's own.
const COUNT = { unit: "normalised 0-100", because: "mean of the machines' counters; it falls as machines come and go" };
const COLUMNS: readonly KnownColumn[] = [
  { name: "cpu_util_percent", shape: NUMBER, metric: "cpu_pct", unit: "percent" },
  { name: "mem_util_percent", shape: NUMBER, metric: "mem_pct", unit: "percent" },
  { name: "net_in", shape: NUMBER, metric: "net_in", ...COUNT },
  { name: "net_out", shape: NUMBER, metric: "net_out", ...COUNT },
  { name: "disk_io_percent", shape: NUMBER, metric: "disk_io_pct", unit: "percent" },
];

const DAY_SECONDS = 86_400;
/** The step where nothing tells it: the coarsest of the published files. */
const USUAL_STEP = 300;
/** The trace has no reading of any machine for 5.1 hours of day 2; the means leave these steps out in silence. */
const HOLE = { startSecond: 141_300, steps: 61, step: 300, days: 8 } as const;
const ROWS_WITHOUT_HOLE = HOLE.days * DAY_SECONDS / HOLE.step - HOLE.steps;

/**
 * The format. The step is in the name of the file (`…_grouped_300_seconds`) and nowhere else; the file of eight days in
 * steps of 300 seconds is known by its number of rows, 61 short of eight days, and gets its hole back.
 */
export const ALIBABA_2018_FLEET: Format = {
  name: "alibaba-2018-fleet",
  title: "Alibaba cluster trace v2018, means over all machines (DataCenter-Traces-Datasets)",
  recognizes: (head) => headerRowsOf(head, COLUMNS) === 1,
  open(head) {
    const { file } = head, headerRows = knownHeaderRows(head, COLUMNS), id = stemOf(file.name);
    const named = Number(id.match(/_grouped_(\d+)_sec/)?.[1]);
    const step = named > 0 ? named : USUAL_STEP;
    const firstDay = Number(id.match(/_days?_(\d+)_/)?.[1] ?? 1);
    const startMs = RELATIVE_START_MS + (firstDay - 1) * DAY_SECONDS * 1000;
    const table = openKnownTable(head, {
      source: "alibaba-2018-fleet",
      columns: COLUMNS,
      headerRows,
      clock: { kind: "row numbers", isReal: false },
      time: { startMs, stepMs: step * 1000 },
      server: { id },
      guesses: [{
        file: file.name,
        column: "(row number)",
        takenFor: `steps of ${step} s from day ${firstDay}`,
        because: named > 0
          ? "name of the file; nothing in its content tells the step"
          : "nothing tells the step; the coarsest of the published files is taken",
        examples: [],
        confidence: named > 0 ? 0.7 : 0.3,
      }],
      notes: [
        "Row numbers are no times: the steps without any reading (about 5 hours of day 2) are left out of the file",
        ...step === HOLE.step
          ? [`A file of ${ROWS_WITHOUT_HOLE} rows has ${HOLE.steps} empty steps put back after ${HOLE.startSecond} s`]
          : [],
      ],
    });
    return step === HOLE.step ? withChangedSeries(table, () => withHole(startMs)) : table;
  },
};

/** Moves the rows after the hole to their times, in the one file whose length shows that it is missing. */
function withHole(startMs: number): (series: RawSeries) => RawSeries {
  const holeMs = startMs + HOLE.startSecond * 1000;
  return (series) => {
    if (series.timestamps.length + series.empty !== ROWS_WITHOUT_HOLE) return series;
    const timestamps = series.timestamps.map((ms) => ms < holeMs ? ms : ms + HOLE.steps * HOLE.step * 1000);
    return { ...series, timestamps };
  };
}
