/** Google cluster data 2011, `task_events`: what tasks ask for and what becomes of them, which is no usage. */
import { headerRowsOf, type KnownColumn, NUMBER, WHOLE } from "../table/known_columns.ts";
import type { Format } from "../open_file.ts";
import { UnknownFormat } from "../unknown_format.ts";

const COLUMNS: readonly KnownColumn[] = [
  { name: "time", shape: WHOLE },
  { name: "missing info", shape: /^\d?$/ },
  { name: "job id", shape: WHOLE },
  { name: "task index", shape: WHOLE },
  { name: "machine id", shape: /^\d*$/ },
  { name: "event type", shape: /^[0-8]$/ },
  { name: "user", shape: /^([A-Za-z0-9+/_-]{20,}={0,2})?$/ },
  { name: "scheduling class", shape: /^\d?$/ },
  { name: "priority", shape: /^\d{1,2}$/ },
  { name: "cpu request", shape: NUMBER },
  { name: "memory request", shape: NUMBER },
  { name: "disk space request", shape: NUMBER },
  { name: "different machines", shape: /^[01]?$/ },
];

/** The format: recognized so that the reason for passing it over is the true one. */
export const GOOGLE_2011_TASK_EVENTS: Format = {
  name: "google-2011-task-events",
  title: "Google cluster data 2011, task_events (no readings: passed over)",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined,
  open({ file }) {
    throw new UnknownFormat(
      "Cannot read readings: expected usage, got events of tasks, which say what was asked for and not what was used",
      { place: { file: file.name }, remedy: "give task_usage, and machine_events beside it" },
    );
  },
};
