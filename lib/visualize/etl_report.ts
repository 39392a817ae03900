/** What came in, what was wrong and what was done: the record of a cleaning as one page. */
import { completenessHeatmap, type ReadingShares } from "./charts/completeness_heatmap.ts";
import { ledgerBars, type LedgerCount } from "./charts/ledger_bars.ts";
import { repairBeforeAfter, type RepairPoint } from "./charts/repair_before_after.ts";
import {
  checkCells,
  defectCells,
  guessCells,
  type GuessLine,
  judgementCells,
  lawCells,
  passedText,
  useCells,
} from "./etl_tables.ts";
import { etlFindings, type EtlVerdicts } from "./etl_findings.ts";
import { reportHtml, type ReportSection } from "./report.ts";
import { countText, numberText, sentence } from "./value_text.ts";

/** What came in. */
export interface CameIn {
  /** Formats of the files, or how else the rows were made. */
  readonly source: string;
  /** Absent where no files were read. */
  readonly files?: number;
  readonly rows?: number;
  readonly readings: number;
  /** Cells without a number. */
  readonly empty?: number;
  readonly servers: number;
  /** ISO dates. */
  readonly first: string;
  readonly last: string;
  readonly isRealClock: boolean;
  /** Per metric; what is unknown is left out. */
  readonly metrics: readonly object[];
  readonly guesses: readonly GuessLine[];
}

/** What the report is made of. */
export interface EtlReportInput extends EtlVerdicts {
  /** Name of the run. */
  readonly run: string;
  /** What a value of the result stands for: `daily 95th percentile`, `hourly mean`. */
  readonly value: string;
  readonly came: CameIn;
  /** Entries of the ledger by action and rule. */
  readonly rules: readonly LedgerCount[];
  /** Absent where nothing is expected of a day. */
  readonly completeness?: ReadingShares;
  readonly repairs?: readonly {
    readonly server: string;
    readonly metric: string;
    readonly points: readonly RepairPoint[];
  }[];
  readonly notes: readonly string[];
}

/** The finished report. */
export interface EtlReport {
  /** The answers, one sentence each, the most important first. */
  readonly findings: readonly string[];
  /** One self-contained page. */
  readonly html: string;
}

/** Metrics and guesses shown, of these the least sure; a wide export has hundreds that are all alike. */
const MOST_LISTED = 40;

/** Puts the report together. */
export function etlReport(input: EtlReportInput): EtlReport {
  const { run, value, came, laws, checks, rules, completeness, repairs = [], judgement, scores, notes } = input;
  const findings = etlFindings(input);
  const { guesses } = came;
  const sections: ReportSection[] = [
    {
      heading: "What came in",
      text: cameText(came),
      tableRows: came.metrics.slice(0, MOST_LISTED),
      ...(came.metrics.length > MOST_LISTED
        ? { tableCaption: `The first ${MOST_LISTED} of ${countText(came.metrics.length, "metric")}` }
        : {}),
    },
    ...(guesses.length === 0 ? [] : [{
      heading: "What was decided from the content",
      text: "The least sure first. A map file overrules any of it (--map; ingest --show-map prints one to edit)." +
        (guesses.length > MOST_LISTED ? ` ${numberText(guesses.length - MOST_LISTED)} surer ones are left out.` : ""),
      tableRows: guessCells(guesses).slice(0, MOST_LISTED),
    }]),
    ...(completeness ? [{ heading: "What is there", figures: [completenessHeatmap(completeness)] }] : []),
    ...(checks ? [{ heading: "What was wrong", text: passedText(checks), ...tableOf(checkCells(checks)) }] : []),
    {
      heading: "What was done",
      figures: [ledgerBars(rules)],
      tableRows: lawCells(laws),
      tableCaption: "Two laws: no reading vanishes and no value changes without an entry in the ledger",
    },
    ...(repairs.length === 0 ? [] : [{
      heading: "Before and after",
      text: "Repairs use the past of the same server alone; what is only flagged stays as it came.",
      figures: repairs.map(({ points, ...words }) => repairBeforeAfter(points, words)),
    }]),
    ...(scores === undefined ? [] : [{
      heading: "Planted and found",
      text:
        "Defects were planted on purpose. Recall: how many of the planted cells have an entry of the right rules; " +
        "precision: how many of such entries stand on a planted cell.",
      tableRows: scores.map(defectCells),
    }]),
    {
      heading: `Compatibility: ${numberText(judgement.score)} of 100 points`,
      text: "How far the source can carry a capacity forecast.",
      tableRows: judgementCells(judgement),
    },
    { heading: "What it is good for", tableRows: useCells(judgement) },
    ...(notes.length === 0 ? [] : [{ heading: "Notes", text: notes.join("\n\n") }]),
  ];
  return {
    findings,
    html: reportHtml({
      title: "Which readings can be trusted?",
      subtitle: `${sentence(run)}: ${countText(came.servers, "server")}, ${came.first} to ${came.last}, ${value}`,
      findings,
      sections,
      generatedFor: "The same numbers are in etl_report.json, every entry of the ledger in ledger.parquet.",
    }),
  };
}

/** A table, where it has rows. */
function tableOf(tableRows: readonly object[]): Pick<ReportSection, "tableRows"> {
  return tableRows.length > 0 ? { tableRows } : {};
}

function cameText({ source, files, rows, readings, empty, servers, first, last, isRealClock }: CameIn): string {
  const counts = [
    ...(files === undefined ? [] : [countText(files, "file")]),
    ...(rows === undefined ? [] : [countText(rows, "row")]),
    countText(readings, "reading"),
    ...(empty === undefined ? [] : [`${numberText(empty)} cells without a number`]),
    countText(servers, "server"),
  ];
  return `${sentence(source)}: ${counts.join(", ")}, from ${first} to ${last}.` +
    (isRealClock ? "" : " The clock only counts from a start of its own: its dates and weekdays are a convention.");
}
