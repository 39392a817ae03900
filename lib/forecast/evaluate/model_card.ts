/**
 * A model card: what was forecast from what, which models were tried, why one was chosen, how good it was, and where it must not be
 * trusted. A plain object for machines; model_card_text.ts says the same to people.
 *
 * @see Mitchell et al., Model Cards for Model Reporting (2019)
 */
import { isoDate } from "@lib/core/day.ts";
import { bankHolidays, type Region } from "@lib/core/holidays.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { CONTRACT_VERSION } from "@lib/core/shared_columns.ts";
import { numbersOf, textsOf } from "@lib/core/table.ts";
import type { FleetForecast } from "../fleet/fleet_forecast.ts";
import type { Tier } from "../tier.ts";
import type { ContractRow, CoverageContract } from "./coverage_contract.ts";
import { leaderboard } from "./leaderboard.ts";

/** How an input was made: a manifest, as far as a card tells it. */
export interface RunOrigin {
  readonly command: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly from?: RunOrigin;
}

/** What a card is made of. */
export interface ModelCardInput {
  /** Name of the run. */
  readonly run: string;
  readonly panel: FleetPanel;
  /** Region of each server of the panel. */
  readonly regions: readonly Region[];
  readonly made: FleetForecast;
  readonly contract: CoverageContract;
  /** What was asked for. */
  readonly asked: { readonly horizon: number; readonly origins: number; readonly tier: Tier };
  /** How the input was made. */
  readonly from?: RunOrigin;
}

/** One model on one metric; `null` = unknown. */
export interface CardScore {
  readonly metric: string;
  readonly model: string;
  readonly chosen: boolean;
  readonly mae: number | null;
  readonly mase: number | null;
  readonly rmsse: number | null;
  readonly smape: number | null;
  readonly bias: number | null;
  readonly pinball: number | null;
  readonly coverage_80: number | null;
  readonly coverage_95: number | null;
  readonly width_80: number | null;
  readonly width_95: number | null;
  readonly skill: number | null;
}

/** A model card. */
export interface ModelCard {
  readonly run: string;
  /** Version of the table contracts. */
  readonly version: number;
  readonly data: {
    readonly servers: number;
    readonly first: string;
    readonly last: string;
    readonly days: number;
    readonly metrics: readonly {
      readonly metric: string;
      readonly unit: string;
      readonly values: number;
      readonly missing: number;
    }[];
  };
  readonly forecast: {
    readonly tier: Tier;
    readonly horizon: number;
    readonly asked_horizon: number;
    /** Last day of the history of each earlier try. */
    readonly origins: readonly string[];
    /** Series by the model that forecast them, fallbacks included. */
    readonly series: Readonly<Record<string, number>>;
  };
  readonly calendar: readonly {
    readonly region: Region;
    readonly servers: number;
    readonly holidays_in_history: number;
    readonly holidays_ahead: number;
  }[];
  readonly chosen: readonly { readonly metric: string; readonly model: string; readonly why: string }[];
  readonly scores: readonly CardScore[];
  readonly coverage: {
    readonly tolerance: number;
    readonly is_kept: boolean;
    readonly rows: readonly Pick<
      ContractRow,
      "horizon_bucket" | "regime" | "nominal" | "got" | "n" | "days" | "verdict"
    >[];
  };
  readonly limits: readonly string[];
  /** How the input was made, the last step first. */
  readonly made_from: readonly { readonly command: string; readonly parameters: Readonly<Record<string, unknown>> }[];
}

/** True of every forecast of this kind. */
const LIMITS = [
  "A level shift, a resize or an incident after the last day is not foreseen.",
  "The intervals hold over many days and servers together; on a single server or day they can be off.",
  "Scores come from earlier days of the same fleet; a fleet that changes its nature is not covered by them.",
] as const;

/** Makes the card of a run. */
export function modelCard({ run, panel, regions, made, contract, asked, from }: ModelCardInput): ModelCard {
  const board = leaderboard(made.backtest);
  const known = METRICS.filter((metric) => panel.values[metric]);
  const lastDay = panel.start + panel.days - 1;
  return {
    run,
    version: CONTRACT_VERSION,
    data: {
      servers: panel.servers.length,
      first: isoDate(panel.start),
      last: isoDate(lastDay),
      days: panel.days,
      metrics: known.map((metric) => {
        const values = panel.values[metric]!;
        const missing = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
        return { metric, unit: METRIC_INFO[metric].unit, values: values.length - missing, missing };
      }),
    },
    forecast: {
      tier: asked.tier,
      horizon: made.horizon,
      asked_horizon: asked.horizon,
      origins: [...new Set(numbersOf(made.backtestForecast, "origin"))].sort((a, b) => a - b).map(isoDate),
      series: countsOf(made),
    },
    calendar: [...Map.groupBy(regions, (region) => region)].map(([region, servers]) => ({
      region,
      servers: servers.length,
      holidays_in_history: bankHolidays(region, panel.start, lastDay).size,
      holidays_ahead: bankHolidays(region, lastDay + 1, lastDay + made.horizon).size,
    })),
    chosen: Object.entries(made.chosen).map(([metric, model]) => ({ metric, model, why: whyOf(board, metric, model) })),
    scores: board.map((row): CardScore => ({
      metric: row.metric,
      model: row.model,
      chosen: made.chosen[row.metric] === row.model,
      mae: known4(row.mae),
      mase: known4(row.mase),
      rmsse: known4(row.rmsse),
      smape: known4(row.smape),
      bias: known4(row.bias),
      pinball: known4(row.pinball),
      coverage_80: known4(row.coverage_80),
      coverage_95: known4(row.coverage_95),
      width_80: known4(row.width_80),
      width_95: known4(row.width_95),
      skill: known4(row.skill),
    })),
    coverage: {
      tolerance: contract.tolerance,
      is_kept: contract.isKept,
      rows: contract.rows.map(({ horizon_bucket, regime, nominal, got, n, days, verdict }) => ({
        horizon_bucket,
        regime,
        nominal,
        got: Math.round(got * 1e4) / 1e4,
        n,
        days,
        verdict,
      })),
    },
    limits: [...made.notes, ...LIMITS],
    made_from: stepsOf(from),
  };
}

function countsOf({ forecast }: FleetForecast): Record<string, number> {
  const servers = textsOf(forecast, "server_id"), metrics = textsOf(forecast, "metric");
  const models = textsOf(forecast, "model"), steps = numbersOf(forecast, "step");
  const counts: Record<string, number> = {};
  for (let row = 0; row < forecast.rowCount; row++) {
    if (steps[row] !== 1 || !servers[row] || !metrics[row]) continue;
    counts[models[row]!] = (counts[models[row]!] ?? 0) + 1;
  }
  return counts;
}

function whyOf(board: ReturnType<typeof leaderboard>, metric: string, model: string): string {
  const own = board.find((row) => row.metric === metric && row.model === model);
  const others = board.filter((row) => row.metric === metric && row.model !== model);
  if (!own) return "the history is too short to compare models";
  if (others.length === 0) return "the only model tried";
  const next = others.reduce((best, row) => row.pinball < best.pinball ? row : best);
  const change = 100 * (own.pinball / next.pinball - 1);
  return change <= 0
    ? `least quantile loss on earlier days, ${Math.abs(change).toFixed(0)} % below ${next.model}`
    : `least quantile loss on the typical server; over all days ${change.toFixed(0)} % above ${next.model}`;
}

function stepsOf(from: RunOrigin | undefined): ModelCard["made_from"] {
  return from ? [{ command: from.command, parameters: from.parameters }, ...stepsOf(from.from)] : [];
}

/** A number as a card keeps it: four decimals, missing as null. */
function known4(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
}
