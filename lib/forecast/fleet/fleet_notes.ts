/** Plain sentences on the series of a fleet forecast: what was left out and what fell back. */
import { METRIC_INFO } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import type { MetricForecast } from "./fleet_forecast.ts";
import { SILENT_DAYS } from "./fleet_series.ts";

/** What a reader of one metric's forecasts should know; empty when all is well. */
export function seriesNotes(panel: FleetPanel, { metric, chosen, final }: MetricForecast): string[] {
  const notes: string[] = [];
  const { label } = METRIC_INFO[metric];
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  const made = new Set(final.map(({ server }) => server));
  const left = [...panel.servers.keys()].filter((server) => !made.has(server));
  const isEmpty = (server: number): boolean => historyOf(panel, metric, server).every(Number.isNaN);
  const nameOf = (server: number): string => panel.servers[server]!;
  const empty = left.filter(isEmpty).map(nameOf), silent = left.filter((server) => !isEmpty(server)).map(nameOf);
  if (empty.length > 0) notes.push(`No reading of ${label} at all on ${listed(empty)}: left out of the forecast.`);
  if (silent.length > 0) {
    notes.push(
      `No reading of ${label} in the last ${SILENT_DAYS} days on ${listed(silent)}: left out of the forecast.`,
    );
  }
  const young = final.filter(({ server, forecast: { model, mean } }) => {
    const first = historyOf(panel, metric, server).findIndex((value) => value === value);
    return model === chosen && panel.days - first < 2 * mean.length;
  });
  if (young.length > 0) {
    notes.push(
      `${name} of ${
        listed(young.map(({ server }) => panel.servers[server]!))
      } has been read for less than twice the horizon; ` +
        "its far days are a guess.",
    );
  }
  const fallbacks = new Map<string, string[]>();
  for (const { server, forecast: { model } } of final) {
    if (model !== chosen) fallbacks.set(model, [...(fallbacks.get(model) ?? []), panel.servers[server]!]);
  }
  for (const [model, servers] of fallbacks) notes.push(`${name} of ${listed(servers)} is forecast by ${model}.`);
  return notes;
}

function listed(servers: readonly string[]): string {
  return servers.length <= 3 ? servers.join(", ") : `${servers.length} servers (${servers.slice(0, 3).join(", ")}, …)`;
}
