import { ok } from "node:assert/strict";
import { forecastFan, forecastFans, type ForecastPoint } from "./forecast_fan.ts";

const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const point = (iso: string, q50: number): ForecastPoint => ({
  timestamp: day(iso),
  q025: q50 - 8,
  q10: q50 - 5,
  q20: q50 - 3,
  q30: q50 - 2,
  q50,
  q70: q50 + 2,
  q80: q50 + 3,
  q90: q50 + 5,
  q975: q50 + 8,
});
const series = {
  server: "srv-1",
  metric: "cpu_p95",
  history: [{ timestamp: day("2025-12-30"), value: 70 }, { timestamp: day("2025-12-31"), value: null }],
  forecast: [point("2026-01-01", 78), point("2026-01-02", 81), point("2026-01-03", 84)],
};

Deno.test("forecastFan(): the title names the first day at the limit", () => {
  const { alt } = forecastFan({ ...series, limit: 80 });
  ok(alt.startsWith("srv-1 is expected to reach 80 % CPU on 2026-01-02"), alt);
});

Deno.test("forecastFan(): below the limit the title names the peak", () => {
  const { alt } = forecastFan({ ...series, limit: 90 });
  ok(alt.startsWith("srv-1 is expected to peak at 84 % CPU by 2026-01-03, below its limit of 90 %"), alt);
});

Deno.test("forecastFan(): what came is drawn, and holidays of the region are shaded", () => {
  const { svg } = forecastFan({ ...series, actual: [{ timestamp: day("2026-01-01"), value: 77 }], region: "US-East" });
  ok(svg.includes(">what came<") && svg.includes(">bank holiday<") && svg.includes(">quarter end<"));
});

Deno.test("forecastFans() counts the servers that reach their limit", () => {
  const { alt } = forecastFans([{ ...series, limit: 80 }, { ...series, server: "srv-2", limit: 99 }]);
  ok(alt.startsWith("1 of 2 median forecasts reaches its limit"), alt);
});
