/** What every chart promises, on little, ordinary, much and hostile data. A new chart is tested by being listed. */
import { ok, strictEqual } from "node:assert/strict";
import { CRITICALITIES, FINDINGS, LEDGER_ACTIONS, SERVER_TYPES } from "@lib/core/tables.ts";
import { REGIMES } from "@lib/core/calendar.ts";
import { DAY_MS, dayOf } from "@lib/core/day.ts";
import { REGIONS } from "@lib/core/holidays.ts";
import { METRICS } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { randomFor } from "@lib/core/random.ts";
import * as charts from "../mod.ts";

/** How many servers and days; whether the servers have metadata; what they are called. */
interface Size {
  readonly servers: number;
  readonly days: number;
  readonly metrics: number;
  readonly hasMetadata: boolean;
  readonly prefix: string;
}

const SIZES: Readonly<Record<string, Size>> = {
  "one server, 14 days, one metric, no metadata": {
    servers: 1,
    days: 14,
    metrics: 1,
    hasMetadata: false,
    prefix: "srv-",
  },
  "ten servers, 200 days": { servers: 10, days: 200, metrics: 5, hasMetadata: true, prefix: "srv-" },
  'a server called <b>&"x"': { servers: 2, days: 30, metrics: 2, hasMetadata: true, prefix: `<b>&"x"` },
  "120 servers, 1,461 days": { servers: 120, days: 1461, metrics: 5, hasMetadata: true, prefix: "srv-" },
};
/** An SVG is inlined in reports: ten of them must stay easy to mail. */
const MOST_SVG_BYTES = 300_000;

const START = dayOf("2022-01-01");
const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

function fleetOf(size: Size) {
  const ids = Array.from({ length: size.servers }, (_, index) => `${size.prefix}${index + 1}`);
  const random = randomFor(1, "charts");
  const values = Object.fromEntries(
    METRICS.slice(0, size.metrics).map((metric) => [
      metric,
      // Every hundredth value is missing.
      Float64Array.from(
        { length: size.servers * size.days },
        (_, at) => at % 100 === 3 ? NaN : 40 + 8 * random.normal(),
      ),
    ]),
  );
  const servers = size.hasMetadata
    ? ids.map((server_id, index) => ({
      server_id,
      server_type: pick(SERVER_TYPES, index),
      business_unit: index % 2 ? "IT" : null,
      criticality: pick(CRITICALITIES, index),
      region: pick(REGIONS, index),
    }))
    : [];
  return { ids, servers, panel: { servers: ids, start: START, days: size.days, values } };
}

function fanOf(server: string, size: Size): charts.FanSeries {
  const origin = Date.UTC(2025, 11, 31);
  const at = (day: number): Date => new Date(origin + day * DAY_MS);
  return {
    server,
    metric: "cpu_p95",
    limit: 80,
    region: size.hasMetadata ? "EU" : "none",
    history: Array.from(
      { length: size.days },
      (_, day) => ({ timestamp: at(day - size.days + 1), value: day % 9 ? 60 : null }),
    ),
    forecast: Array.from({ length: Math.min(90, size.days) }, (_, day) => ({
      timestamp: at(day + 1),
      q025: 50,
      q10: 55,
      q20: 57,
      q30: 58,
      q50: 60 + day / 4,
      q70: 62,
      q80: 63,
      q90: 65,
      q975: 70 + day / 2,
    })),
  };
}

/** Every chart with a word that must be seen in it. */
function drawnFrom(size: Size): Record<string, readonly [figure: charts.Figure, word: string]> {
  const { ids, servers, panel } = fleetOf(size);
  const first = ids[0] ?? "";
  const origin = new Date("2025-12-31");
  const risks = ids.map((server_id, index) => ({
    server_id,
    metric: pick(METRICS, index % size.metrics),
    probability: index % 7 === 6 ? null : (index % 20) / 19,
    criticality: size.hasMetadata ? pick(CRITICALITIES, index) : null,
    finding: pick(FINDINGS, index),
    breach_days_q10: index % 3 ? 5 + index % 40 : null,
    breach_days_q50: index % 3 === 1 ? 20 + index % 40 : null,
    breach_days_q90: null,
    order_by: index % 2 ? new Date("2026-01-10") : null,
    headroom: 30 - index,
    saving_per_month: index % 4 ? null : 25,
  }));
  const slices = ["1-7", "8-30", "31-90"].flatMap((horizon_bucket) =>
    ["all", ...REGIMES].map((regime) => ({ horizon_bucket, regime }))
  );
  const timestamps = Array.from({ length: size.days }, (_, day) => new Date((START + day) * DAY_MS));
  return {
    fleetOverview: [
      charts.fleetOverview(panel, servers),
      size.hasMetadata ? "Servers by metadata" : "inventory (no metadata)",
    ],
    serverTimeline: [charts.serverTimeline(panel, first, { limits: { cpu_p95: 80 }, region: "EU" }), "limit"],
    archetypeComparison: [charts.archetypeComparison(panel, servers), size.hasMetadata ? "web" : "unknown"],
    levelPersistence: [charts.levelPersistence(panel, servers), size.hasMetadata ? "web" : "no change"],
    hourCurves: [
      charts.hourCurves(
        SERVER_TYPES.slice(0, size.servers).flatMap((server_type) =>
          Array.from({ length: 24 }, (_, hour) => ({ server_type, kind: "working" as const, hour, mean: 20 + hour }))
            .concat({ server_type, kind: "working", hour: 24, mean: NaN })
        ),
      ),
      "working day",
    ],
    calendarEffectBars: [
      charts.calendarEffectBars([{ effect: "weekend", group: "web", asked: -30, got: -29 }, {
        effect: "holiday",
        asked: null,
        got: null,
      }]),
      "asked for",
    ],
    correlationTargets: [
      charts.correlationTargets(
        SERVER_TYPES.slice(0, size.servers).flatMap((server_type, index) => [
          { server_type, pair: "cpu_p95 ~ mem_p95", asked: 0.5, got: 0.5 + index / 10 },
          { server_type, pair: first, asked: -0.2, got: NaN },
        ]),
      ),
      "CPU – memory",
    ],
    passportRatios: [
      charts.passportRatios(
        METRICS.slice(0, size.metrics).flatMap((metric, index) => [
          { group: "tails", property: first, metric, ratio: index },
          { group: "marginals", property: "all hours", metric: `${metric} ~ disk_pct`, ratio: Infinity },
          { property: "nothing", metric: "", ratio: NaN },
        ]),
      ),
      "2 noise floors",
    ],
    correlationMatrix: [
      charts.correlationMatrix(charts.correlationsOf(panel)),
      size.metrics > 1 ? "Memory" : "one metric",
    ],
    completenessHeatmap: [charts.completenessHeatmap(sharesOf(panel)), "complete"],
    ledgerBars: [
      charts.ledgerBars(
        ids.map((id, index) => ({ action: pick(LEDGER_ACTIONS, index), rule: `rule ${id}`, count: index + 1 })),
      ),
      "changed",
    ],
    repairBeforeAfter: [
      charts.repairBeforeAfter(
        timestamps.map((timestamp, day) => ({
          timestamp,
          before: day % 5 ? 40 : null,
          after: 40,
          action: day % 5 ? null : "imputed",
          rule: day % 5 ? null : `rule <b>${day % 3}`,
        })),
        { server: first, metric: "cpu_p95" },
      ),
      "imputed",
    ],
    forecastFan: [charts.forecastFan(fanOf(first, size)), "median forecast"],
    forecastFans: [
      charts.forecastFans(ids.slice(0, 10).map((id) => ({ ...fanOf(id, size), note: "near its limit" }))),
      "80 %",
    ],
    accuracyBars: [
      charts.accuracyBars(
        ["naive", "ridge"].slice(0, size.servers).flatMap((model, index) =>
          slices.map((slice) => ({ ...slice, model, value: 1 - index / 5 }))
        ),
        { baseline: 1 },
      ),
      "By kind of day",
    ],
    coverageContract: [
      charts.coverageChart(
        slices.map((slice, index) => ({
          ...slice,
          nominal: 0.95,
          got: index === 1 ? 0.6 : 0.94,
          error: index % 5 ? 0.01 : Infinity,
          verdict: index === 1 ? "broken" : "kept",
        })),
        { tolerance: 0.04 },
      ),
      "promise broken",
    ],
    skillDots: [
      charts.skillDots(
        ids.slice(0, 20).flatMap((row, index) => [
          { panel: "some", row, model: first, skill: 0.5 - index / 10, low: index ? -2 : NaN, high: 0.6 },
          { panel: "some", row, model: "theta", skill: NaN, low: NaN, high: NaN },
        ]),
      ),
      "50 %",
    ],
    coresAhead: [
      charts.coresAhead(
        timestamps.slice(-120).map((date, day) => ({
          date,
          cores: day === 3 ? NaN : 400 + day,
          ...(day > 10 ? { q10: 380 + day, q90: 430 + day } : {}),
        })),
        ids.map((name, index) => ({
          level: index === 0 ? "fleet" : index % 2 ? "business unit" : "application",
          name,
          coresNow: index,
          coresAhead: 2 * index,
          q10: index,
          q90: 3 * index,
        })),
      ),
      "expected",
    ],
    floorBars: [
      charts.floorBars(
        METRICS.slice(0, size.metrics).map((row, index) => ({ row, model: first, ratio: index ? 30 * index : 1.04 })),
      ),
      "noise floor",
    ],
    calendarWorth: [
      charts.calendarWorth(
        ids.slice(0, 4).map((server) => ({
          server,
          metric: "cpu_p95",
          region: "EU",
          points: timestamps.slice(-21).map((timestamp, day) => ({
            timestamp,
            knowing: 50 + day,
            blind: 50,
            actual: day % 5 ? 50 + day : null,
          })),
        })),
      ),
      "without it",
    ],
    componentStack: [
      charts.componentStack({
        server: first,
        metric: "cpu_p95",
        start: START,
        components: [
          { name: "level", values: new Float64Array(Math.min(90, size.days)).fill(30) },
          { name: "trend", values: Float64Array.from({ length: Math.min(90, size.days) }, (_, day) => 10 + day / 5) },
          { name: "weekday", values: Float64Array.from({ length: Math.min(90, size.days) }, (_, day) => day % 7) },
        ],
      }),
      "Day of the week",
    ],
    eventEffects: [
      charts.eventEffects(
        ids.slice(0, 40).map((effect, index) => ({
          effect,
          group: "holidays",
          estimate: index % 2 ? -30 + index : 30 - index,
          low: index % 3 ? -60 : NaN,
          high: 40,
          planted: index % 4 ? null : 25,
        })),
      ),
      "planted",
    ],
    residualPanels: [
      charts.residualPanels({
        n: size.days,
        lags: Array.from(
          { length: Math.min(28, size.days - 1) },
          (_, lag) => ({ lag: lag + 1, correlation: 0.5 ** lag }),
        ),
        weekdays: Array.from({ length: 7 }, (_, weekday) => ({ weekday, bias: weekday === 6 ? NaN : weekday - 3 })),
        bins: [0, 0.5].map((low) => ({ low, high: low + 0.5, share: 0.5 })),
        steps: Array.from({ length: Math.min(90, size.days) }, (_, at) => ({ step: at + 1, above: 0.02, below: 0.04 })),
      }),
      "Bias by weekday, % (above 0: too high)",
    ],
    coverageChart: [charts.coverageChart(slices.map((slice) => ({ ...slice, nominal: 0.8, got: 0.78 }))), "80 % band"],
    anatomyStack: [
      charts.anatomyStack({
        server: first,
        metric: "cpu_p95",
        timestamps,
        observed: panel.values["cpu_p95"]?.subarray(0, size.days) ?? [],
        drivers: [
          { name: "level", values: new Float64Array(size.days).fill(40) },
          { name: "week", values: Float64Array.from({ length: size.days }, (_, day) => day % 7 > 4 ? -8 : 2) },
        ],
      }),
      "Week",
    ],
    riskMatrix: [charts.riskMatrix(risks), "act from 50 %"],
    breachTimeline: [
      charts.breachTimeline(risks, { origin, horizon: 90 }),
      size.servers > 1 ? "median" : "no breach in sight",
    ],
    findingsBar: [charts.findingsBar(risks), "over-provisioned"],
    headroomBars: [charts.headroomBars(risks), "Limit less the 95 % peak"],
    reliabilityChart: [
      charts.reliabilityChart(
        risks.map((_, index) => ({ predicted: index / 130, observed: index / 140, n: index % 9 })),
      ),
      size.servers > 1 ? "an honest probability" : "no forecasts",
    ],
  };
}

for (const [name, size] of Object.entries(SIZES)) {
  const drawn = drawnFrom(size), again = drawnFrom(size);
  for (const [chart, [{ svg, alt, width, height }, word]] of Object.entries(drawn)) {
    Deno.test(`${chart}(): ${name}`, () => {
      const texts = [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]*)</g)].map(([, text]) => text).join(" ");
      ok(texts.includes(word), `"${word}" is written in the chart: ${texts}`);
      ok(alt.length > 10 && svg.includes("<title>"), "has a takeaway");
      const spoiled = svg.match(/.{0,60}(NaN|undefined|Infinity|null|\[object).{0,20}/);
      strictEqual(spoiled?.[0], undefined);
      ok(!svg.includes("<b>"), "names are escaped");
      ok(svg.length < MOST_SVG_BYTES, `${svg.length} bytes`);
      ok(width >= 400 && height >= 80 && height < 1300, `${width} x ${height}`);
      strictEqual(again[chart]?.[0].svg, svg, "drawn twice, the same");
    });
  }
}

/** Share of the values that are there, by day, of long spans by week. */
function sharesOf({ servers, start, days, values }: FleetPanel): charts.ReadingShares {
  const stepDays = days > 120 ? 7 : 1, steps = Math.ceil(days / stepDays);
  const shares = Object.entries(values).map(([metric, cells]) => {
    const of = Float64Array.from({ length: servers.length * steps }, (_, place) => {
      const from = Math.floor(place / steps) * days + (place % steps) * stepDays;
      const step = cells.subarray(from, Math.min(from + stepDays, (Math.floor(place / steps) + 1) * days));
      return step.filter((value) => !Number.isNaN(value)).length / step.length;
    });
    return [metric, of] as const;
  });
  return {
    servers,
    stepDays,
    starts: Int32Array.from({ length: steps }, (_, step) => start + step * stepDays),
    shares: Object.fromEntries(shares),
  };
}

Deno.test("charts of nothing say so", () => {
  const nothing = { servers: [], start: START, days: 14, values: {} };
  const drawn = [
    charts.fleetOverview(nothing, []),
    charts.archetypeComparison(nothing, []),
    charts.completenessHeatmap(sharesOf(nothing)),
    charts.levelPersistence(nothing, []),
    charts.hourCurves([]),
    charts.calendarEffectBars([]),
    charts.correlationMatrix({ names: [], values: [] }),
    charts.correlationTargets([]),
    charts.passportRatios([]),
    charts.ledgerBars([]),
    charts.repairBeforeAfter([], { server: "a", metric: "cpu_p95" }),
    charts.forecastFan({ server: "a", metric: "cpu_p95", history: [], forecast: [] }),
    charts.forecastFans([]),
    charts.accuracyBars([]),
    charts.coverageChart([]),
    charts.coverageChart([], { tolerance: 0.04 }),
    charts.skillDots([]),
    charts.floorBars([]),
    charts.coresAhead([], []),
    charts.calendarWorth([]),
    charts.componentStack({ server: "a", metric: "cpu_p95", start: START, components: [] }),
    charts.eventEffects([]),
    charts.residualPanels({ n: 0, lags: [], weekdays: [], bins: [], steps: [] }),
    charts.anatomyStack({ server: "a", metric: "cpu_p95", timestamps: [], drivers: [] }),
    charts.riskMatrix([]),
    charts.breachTimeline([], { origin: new Date(0), horizon: 90 }),
    charts.findingsBar([]),
    charts.headroomBars([]),
    charts.reliabilityChart([]),
  ];
  for (const { svg, alt } of drawn) {
    ok(alt.length > 0);
    ok(!/NaN|undefined|Infinity/.test(svg), svg);
  }
});

Deno.test("fleetOverview() draws no weekday where the clock tells no date", () => {
  const { panel, servers } = fleetOf(SIZES["ten servers, 200 days"]!);
  const { svg } = charts.fleetOverview(panel, servers, { isRealClock: false });
  ok(svg.includes("weekdays (the clock tells no date)") && !svg.includes(">Mon<"));
  ok(charts.fleetOverview(panel, servers).svg.includes(">Mon<"));
});
