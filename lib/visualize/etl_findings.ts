/** What is worth saying about a cleaning, in sentences: for its report and for a notebook. */
import { countText, listText, numberText, percentText } from "./value_text.ts";

/** A check and how often it failed. */
export interface CheckLine {
  readonly check: string;
  /** What it asks, and what was done where it failed. */
  readonly meaning: string;
  /** What is counted: readings, cells, series, servers or days. */
  readonly unit: string;
  readonly passed: number;
  readonly failed: number;
  /** Share that failed, 0 to 1. */
  readonly share: number;
  readonly examples: readonly {
    readonly server: string | null;
    readonly metric: string | null;
    readonly day: string | null;
    readonly seen: string;
  }[];
}

/** The two laws of conservation as numbers. */
export interface LawLines {
  readonly read: number;
  readonly used: number;
  readonly dropped: number;
  readonly readingsHold: boolean;
  /** Of repaired days; absent where nothing is repaired. */
  readonly differing?: number;
  readonly changed?: number;
  readonly imputed?: number;
  readonly cellsHold?: boolean;
}

/** Points of a source by criterion, and what it is good for. */
export interface SourceJudgement {
  /** 0 to 100. */
  readonly score: number;
  readonly points: readonly {
    readonly criterion: string;
    readonly points: number;
    readonly of: number;
    readonly reason: string;
  }[];
  readonly goodFor: readonly {
    readonly use: string;
    readonly ok: boolean;
    readonly isCertain: boolean;
    readonly reason: string;
  }[];
}

/** How one kind of planted defect was found. */
export interface DefectLine {
  readonly kind: string;
  readonly events: number;
  readonly planted: number;
  readonly found: number;
  readonly falseAlarms: number;
  readonly recall: number;
  readonly precision: number;
}

/** What the sentences are made from. */
export interface EtlVerdicts {
  readonly laws: LawLines;
  /** Absent where nothing was checked. */
  readonly checks?: readonly CheckLine[];
  readonly judgement: SourceJudgement;
  /** Of a run with planted defects. */
  readonly scores?: readonly DefectLine[];
}

/** Checks that a finding names, and criteria. */
const MOST_NAMED = 3;

/** Readings, repairs, failed checks, planted defects and the judgement of the source: one sentence each. */
export function etlFindings({ laws, checks, judgement, scores = [] }: EtlVerdicts): string[] {
  const { read, used, dropped, imputed, changed } = laws;
  const failed = (checks ?? []).filter(({ failed }) => failed > 0).toSorted((a, b) => b.share - a.share);
  const holds = laws.readingsHold && laws.cellsHold !== false;
  const planted = scores.filter(({ planted }) => planted > 0);
  const lost = weakest(judgement).map(({ criterion }) => criterion);
  const good = judgement.goodFor.filter(({ ok }) => ok).map(({ use }) => use);
  return [
    `${countText(read, "reading")} came in; ${numberText(used)} stand behind a value, ${numberText(dropped)} ${
      dropped === 1 ? "was" : "were"
    } dropped, each with its rule.`,
    ...(imputed === undefined || changed === undefined
      ? []
      : [`${countText(imputed, "daily value")} imputed from the past, ${numberText(changed)} changed.`]),
    holds ? "No reading and no change is missing in the ledger." : "The ledger does not add up: see what was done.",
    ...(checks === undefined ? [] : [
      failed.length === 0
        ? `All ${numberText(checks.length)} checks passed.`
        : `${numberText(failed.length)} of ${countText(checks.length, "check")} found something: ${
          failed.slice(0, MOST_NAMED).map(({ check, failed, unit }) => `${check} (${numberText(failed)} ${unit})`)
            .join(", ")
        }${failed.length > MOST_NAMED ? ` and ${numberText(failed.length - MOST_NAMED)} more` : ""}.`,
    ]),
    ...(planted.length === 0 ? [] : [
      `Of ${countText(planted.length, "kind")} of planted defects the worst recall is ${
        worst(planted, "recall")
      }, the worst precision ${worst(planted, "precision")}.`,
    ]),
    `The source has ${numberText(judgement.score)} of 100 points; it is good for ${
      good.length === 0 ? "none of the uses" : listText(good)
    }.${lost.length === 0 ? "" : ` Most points are lost on ${listText(lost)}.`}`,
  ];
}

/** The criteria that lost the most points, the worst first. */
export function weakest({ points }: Pick<SourceJudgement, "points">, most = MOST_NAMED): SourceJudgement["points"] {
  return points.filter((line) => line.points < line.of).toSorted((a, b) => b.of - b.points - (a.of - a.points))
    .slice(0, most);
}

function worst(scores: readonly DefectLine[], figure: "recall" | "precision"): string {
  const [line] = scores.filter((score) => Number.isFinite(score[figure])).toSorted((a, b) => a[figure] - b[figure]);
  return line ? `${percentText(line[figure])} (${line.kind})` : "unknown";
}
