/** A model card for people: Markdown. */
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import type { ModelCard } from "./model_card.ts";

/**
 * The card as Markdown with tables.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import * as forecast from "@lib/forecast/mod.ts";
 * const { panel, regions } = forecast.smallFleet({ servers: 3, days: 500 });
 * const made = forecast.forecastFleet({ panel, regions, horizon: 30, origins: 2 });
 * const days = forecast.triedDays({ ...made, panel, regions });
 * const asked = { horizon: 30, origins: 2, tier: "fast" } as const;
 * const card = forecast.modelCard({ run: "small", panel, regions, made, asked, contract: forecast.coverageContract(days) });
 * ok(forecast.modelCardText(card).startsWith("# Model card: small"));
 * ```
 */
export function modelCardText(card: ModelCard): string {
  const { data, forecast, calendar, chosen, scores, coverage, limits } = card;
  return [
    `# Model card: ${card.run}`,
    `${count(data.servers, "server")}, ${data.first} to ${data.last} (${count(data.days, "day")}); ` +
    `${count(forecast.horizon, "day")} ahead, tier ${forecast.tier}; tables of contract version ${card.version}.`,
    "## Data",
    table(
      ["metric", "unit", "values", "missing"],
      data.metrics.map((own) => [wordOf(own.metric), own.unit, own.values, own.missing]),
    ),
    "## Calendar",
    table(
      ["region", "servers", "bank holidays in the history", "ahead"],
      calendar.map((own) => [own.region, own.servers, own.holidays_in_history, own.holidays_ahead]),
    ),
    "Quarter ends (last five days), month ends (last three) and weekends are the same everywhere.",
    "## Models",
    `Tried from ${count(forecast.origins.length, "earlier day")}${
      forecast.origins.length > 0 ? `: ${forecast.origins.join(", ")}` : ""
    }.`,
    table(["metric", "chosen", "why"], chosen.map((own) => [wordOf(own.metric), own.model, own.why])),
    table(["forecast by", "series"], Object.entries(forecast.series)),
    "## Scores on earlier days",
    scores.length === 0 ? "None: the history is too short." : table(
      [
        "metric",
        "model",
        "MAE",
        "MASE",
        "RMSSE",
        "sMAPE, %",
        "bias, %",
        "pinball",
        "80 % held",
        "95 % held",
        "width 80 %",
        "width 95 %",
        "skill",
      ],
      scores.map((own) => [
        wordOf(own.metric),
        own.chosen ? `**${own.model}**` : own.model,
        ...[own.mae, own.mase, own.rmsse, own.smape, own.bias, own.pinball].map((value) => fixed(value, 2)),
        ...[own.coverage_80, own.coverage_95].map((value) => percent(value, 1)),
        ...[own.width_80, own.width_95].map((value) => fixed(value, 1)),
        percent(own.skill),
      ]),
    ),
    `## Coverage contract: ${coverage.rows.length === 0 ? "untested" : coverage.is_kept ? "kept" : "broken"}`,
    `Bands may miss their promise by ${
      fixed(100 * coverage.tolerance, 1)
    } points, or by what chance explains on so few days and servers.`,
    table(
      ["slice", "band", "held", "values", "days", "verdict"],
      coverage.rows.map((
        own,
      ) => [sliceOf(own), percent(own.nominal), percent(own.got, 1), own.n, own.days, own.verdict]),
    ),
    "## Limits",
    limits.map((limit) => `- ${limit}`).join("\n"),
    "## Made from",
    card.made_from.length === 0
      ? "Unknown."
      : card.made_from.map(({ command, parameters }) => `- ${command}: \`${JSON.stringify(parameters)}\``).join("\n"),
  ].filter((part) => part !== "").join("\n\n") + "\n";
}

/** The card as the two files that are laid beside the tables: for people and for machines. */
export function modelCardFiles(card: ModelCard): Record<"model_card.md" | "model_card.json", string> {
  return { "model_card.md": modelCardText(card), "model_card.json": JSON.stringify(card, null, 2) + "\n" };
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell(value: string | number): string {
  return typeof value === "number" ? value.toLocaleString("en-US") : value.replaceAll("|", "\\|").replace(/\s+/g, " ");
}

function sliceOf({ horizon_bucket, regime }: { readonly horizon_bucket: string; readonly regime: string }): string {
  if (regime !== "all") return regime;
  return horizon_bucket === "all" ? "all days" : `${horizon_bucket} days ahead`;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}

function fixed(value: number | null, digits: number): string {
  return value === null ? "" : value.toFixed(digits).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");
}

function percent(value: number | null, digits = 0): string {
  return value === null ? "" : `${fixed(100 * value, digits)} %`;
}

function wordOf(metric: string): string {
  const known = METRICS.find((name) => name === metric);
  return known ? METRIC_INFO[known].label : metric;
}
