/** What a forecast and its backtest found, in sentences. */
import { metricWord } from "./chart_words.ts";
import type { ContractLines, FloorLine } from "./forecast_cells.ts";
import { countText, listText, numberText, percentText, sentence } from "./value_text.ts";

/** What the sentences are made of. */
export interface ForecastVerdicts {
  /** Series that were forecast, and days ahead. */
  readonly series: number;
  readonly horizon: number;
  /** Metric on which the models below were compared. */
  readonly metric: string;
  readonly errors: readonly { readonly model: string; readonly mae: number }[];
  /** Names of the models: last week's values, one that knows the calendar, the same one without it. */
  readonly naive: string;
  readonly knowing: string;
  readonly blind: string;
  readonly contract: ContractLines;
  /** Error over noise floor; none without a planted truth. */
  readonly floors: readonly FloorLine[];
}

/** Improvements below this are none. */
const LEAST_GAIN = 0.005;

/** The findings, one sentence each, the limits last. */
export function forecastFindings(verdicts: ForecastVerdicts): string[] {
  const { series, horizon, contract } = verdicts;
  return [
    `${countText(series, "series", "series")} forecast for ${countText(horizon, "day")}.`,
    ...modelFindings(verdicts),
    ...floorFindings(verdicts),
    ...coverageFindings(contract),
    "Limits: a level shift after the last day is not foreseen, and a quarter end or holiday that the history holds once rests on that one.",
  ];
}

function modelFindings({ errors, metric, naive, knowing, blind }: ForecastVerdicts): string[] {
  const errorOf = (name: string): number => errors.find(({ model }) => model === name)?.mae ?? NaN;
  const gain = 1 - errorOf(knowing) / errorOf(naive), worth = 1 - errorOf(knowing) / errorOf(blind);
  return [
    ...(Number.isFinite(gain)
      ? [
        gain >= 0
          ? `${sentence(knowing)} errs ${percentText(gain)} less than last week's values on ${metricWord(metric)}.`
          : `${sentence(knowing)} errs ${percentText(-gain)} more than last week's values on ${
            metricWord(metric)
          }: the history is too short or too irregular for it.`,
      ]
      : []),
    ...(worth > LEAST_GAIN
      ? [`Knowing the calendar takes ${percentText(worth)} off the error of the same model without it.`]
      : []),
  ];
}

function floorFindings({ floors }: ForecastVerdicts): string[] {
  const over = floors.filter(({ metric }) => metric === "all");
  const best = over.filter(({ regime }) => regime === "all").toSorted((a, b) => a.ratio - b.ratio)[0];
  if (!best) return [];
  const special = ["holiday", "quarter end"].flatMap((regime) => {
    const row = over.find((own) => own.model === best.model && own.regime === regime);
    return row ? [`${row.ratio.toFixed(2)} on ${regime}s`] : [];
  });
  return [
    `The error of ${best.model} is ${best.ratio.toFixed(2)} times the noise floor${
      special.length > 0 ? `; ${listText(special)}` : ""
    }.`,
  ];
}

function coverageFindings({ rows, tolerance }: ContractLines): string[] {
  const whole = rows.filter(({ horizon_bucket, regime }) => horizon_bucket === "all" && regime === "all");
  if (whole.length === 0) {
    return ["The history is too short to try the forecast on earlier days; its intervals are untested."];
  }
  const points = 100 * Math.max(...rows.map(({ got, nominal }) => Math.abs(got - nominal)));
  const missed = rows.filter(({ verdict }) => verdict !== "kept").length;
  return [
    ...whole.map(({ nominal, got }) =>
      `The ${percentText(nominal)} band held ${(100 * got).toFixed(1)} % of the days that came.`
    ),
    missed === 0
      ? `On every kind of day and at every distance the bands hold within ${points.toFixed(1)} points of their promise.`
      : `${missed} of ${rows.length} slices miss their promise by more than ${
        numberText(100 * tolerance, 1)
      } points (at most ${points.toFixed(1)}), on too few servers or days to blame the forecast.`,
  ];
}
