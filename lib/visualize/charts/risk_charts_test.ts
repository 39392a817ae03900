/** The judgements that the risk charts make beside drawing: what is urgent, what is comparable, what the title claims. */
import { ok, strictEqual } from "node:assert/strict";
import { breachTimeline } from "./breach_timeline.ts";
import { findingsBar } from "./findings_bar.ts";
import { headroomBars } from "./headroom_bars.ts";
import { riskMatrix } from "./risk_matrix.ts";

const ORIGIN = new Date("2025-12-31");
const interval = (server_id: string, q10: number | null, q50: number | null, q90: number | null) => ({
  server_id,
  breach_days_q10: q10,
  breach_days_q50: q50,
  breach_days_q90: q90,
});

Deno.test("breachTimeline(): the most urgent first, its date in the title", () => {
  const { alt } = breachTimeline([interval("late", 30, 60, null), interval("soon", 2, 5, 9)], {
    origin: ORIGIN,
    horizon: 90,
  });
  ok(alt.startsWith("2 servers may breach a limit within 90 days, the first soon around 2026-01-05"), alt);
});

Deno.test("breachTimeline(): what lies beyond the horizon is left out", () => {
  const { alt } = breachTimeline([interval("a", 40, 60, 80), interval("b", null, null, null)], {
    origin: ORIGIN,
    horizon: 30,
  });
  ok(alt.startsWith("No breach is in sight within 30 days"), alt);
});

Deno.test("breachTimeline(): an order that is due is marked as due", () => {
  const { svg } = breachTimeline([{ ...interval("a", 2, 5, 9), order_by: new Date("2025-12-01") }], {
    origin: ORIGIN,
    horizon: 30,
  });
  ok(svg.includes(">order now<") && !svg.includes(">order by<"));
});

Deno.test("headroomBars(): Mbps do not stand beside percent", () => {
  const { svg, alt } = headroomBars([
    { server_id: "a", metric: "net_in_p95", headroom: -900 },
    { server_id: "b", metric: "cpu_p95", headroom: -4 },
    { server_id: "c", metric: "mem_p95", headroom: 12 },
  ]);
  ok(alt.startsWith("1 of 2 forecast peaks crosses its limit, b by 4 points"), alt);
  ok(!svg.includes("900"));
});

Deno.test("findingsBar() counts a server once, however many metrics it has", () => {
  const { alt } = findingsBar([
    { server_id: "a", finding: "at risk" },
    { server_id: "a", finding: "at risk" },
    { server_id: "b", finding: "idle", saving_per_month: 40 },
  ]);
  ok(alt.startsWith("Of 2 servers, 1 needs more capacity and 1 could do with less"), alt);
});

Deno.test("titles of one server name it", () => {
  const row = { server_id: "270", metric: "cpu_p95", finding: "idle", headroom: 40, probability: 0.02 };
  const starts = [
    [findingsBar([row]), "Server 270 could do with less capacity"],
    [riskMatrix([row], { horizon: 30 }), "Server 270 is not likely to breach a limit within 30 days: probability 2 %"],
    [headroomBars([row]), "Server 270 keeps 40 points below its limit"],
    [
      breachTimeline([interval("270", 2, 5, 9)], { origin: ORIGIN, horizon: 30 }),
      "1 server may breach a limit within 30",
    ],
  ] as const;
  for (const [{ alt }, start] of starts) ok(alt.startsWith(start), alt);
});

Deno.test("riskMatrix(): what was not assessed is left out", () => {
  const { alt, svg } = riskMatrix([{ server_id: "a", probability: NaN }, { server_id: "b", probability: null }]);
  ok(alt.startsWith("No breach probability is known"), alt);
  ok(!svg.includes("NaN"));
});

Deno.test("riskMatrix(): names lie on no dot and inside the card", () => {
  const { svg, width } = riskMatrix(
    Array.from({ length: 12 }, (_, index) => ({ server_id: `srv-${index}`, probability: 1, criticality: "High" })),
  );
  const texts = [...svg.matchAll(/<text[^>]*>srv-\d+</g)];
  ok(texts.length >= 4, `${texts.length} names`);
  for (const [, x] of svg.matchAll(/translate\(([\d.]+),[\d.]+\)"[^>]*>srv-/g)) ok(Number(x) < width - 40);
});

Deno.test("riskMatrix(): the title counts servers at the action probability", () => {
  const point = (server_id: string, probability: number | null) => ({ server_id, probability, criticality: "High" });
  const { alt, svg } = riskMatrix([point("a", 0.5), point("b", 0.49), point("c", null)]);
  ok(alt.startsWith("1 of 2 servers is likely to breach a limit within 90 days"), alt);
  strictEqual(svg.match(/<circle cx/g)?.length, 2 + 1, "two dots and one of the legend");
});
