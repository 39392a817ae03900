import { ok, strictEqual } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { tableOf } from "@lib/core/table.ts";
import { generationReport, type GenerationReportInput } from "./generation_report.ts";

const INPUT: GenerationReportInput = {
  profile: "bank-vm",
  seed: 7,
  first_day: "2024-01-01",
  last_day: "2024-03-30",
  panel: {
    servers: ["a", "b"],
    start: dayOf("2024-01-01"),
    days: 90,
    values: { cpu_p95: Float64Array.from({ length: 180 }, (_, cell) => 40 + cell % 7) },
  },
  fleet: tableOf({
    server_id: ["a", "b"],
    server_type: ["web", "batch"],
    business_unit: ["IT", "IT"],
    criticality: ["Low", "High"],
    region: ["EU", "EU"],
  }),
  quality: [
    { dimension: "completeness", what: "rows", target: "180", value: 180, unit: "", verdict: "pass", how: "counted" },
    { dimension: "moments", what: "mean of CPU", target: "40", value: 55, unit: "%", verdict: "fail", how: "counted" },
    {
      dimension: "seasonality",
      what: "p-value",
      target: "below 0.01",
      value: 1e-9,
      unit: "",
      verdict: "pass",
      how: "test",
    },
    {
      dimension: "fair exam",
      what: "new breaches",
      target: "10 to 30",
      value: null,
      unit: "%",
      verdict: "not judged",
      how: "",
    },
  ],
  correlations: [{ server_type: "web", pair: "cpu_p95 ~ mem_p95", asked: 0.5, got: 0.4 }],
  effects: [{ effect: "weekend", group: "web", asked: -50, got: -49 }],
  passport: {
    source: "Some trace: 40 machines",
    groups: [{ group: "tails", properties: 2, validated: 1, share: 0.5 }],
    rule: "80 % of all properties",
    passes: false,
    failedGroups: ["calendar"],
    sameSourceFloors: 0.577,
    shareSizeMatched: 0.4,
    shareOfRealHalves: 0.9,
    rows: [
      {
        group: "tails",
        property: "share of zeros",
        metric: "cpu_pct",
        real: 0.1,
        synthetic: 0.2,
        distance: 0.1,
        floor: 0.06,
        ratio: 1.7,
        verdict: "validated",
      },
      {
        group: "tails",
        property: "p99",
        metric: "mem_pct",
        real: 1,
        synthetic: NaN,
        distance: Infinity,
        floor: 0.1,
        ratio: Infinity,
        verdict: "missed",
      },
    ],
  },
  unvalidated: [{ property: "disk space", reason: "no trace has it" }],
  defects: [{ kind: "spike", count: 4, server_days: 4 }],
};

Deno.test("generationReport(): findings first, every target, property and unvalidated thing in its table", () => {
  const { findings, html } = generationReport(INPUT);
  strictEqual(findings[0], "1 of 3 quality targets is missed: mean of CPU.");
  ok(
    findings[2]?.startsWith(
      "1 of 2 properties (50 %) lies within two noise floors of the real trace: the passport fails",
    ),
  );
  ok(findings[3]?.includes("40 % lie within two floors; of the real halves themselves 90 % do"));
  for (
    const part of [
      "How good is this fleet?",
      "Bank-vm profile, 2 servers, 2024-01-01 to 2024-03-30, seed 7",
      "✗ missed",
      "55 %",
      "&#60;0.001",
      "Some trace: 40 machines",
      "To pass takes 80 % of all properties: the passport fails on calendar.",
      "about 0.58 floors",
      "share of zeros",
      "no trace has it",
      "spike",
    ]
  ) ok(html.includes(part), part);
  strictEqual(html.match(/role="img"/g)?.length, 4);
  ok(!/(src|href)="(?!#)/.test(html), "no link leaves the file");
});

Deno.test("generationReport() says so when nothing stands behind a profile, and when only a part was looked at", () => {
  const { passport: _, ...without } = INPUT;
  const { findings, html } = generationReport({
    ...without,
    quality: INPUT.quality.filter(({ verdict }) => verdict === "pass"),
    correlations: [],
    effects: [],
    unvalidated: [],
    defects: [],
    of: 5000,
  });
  strictEqual(findings[0], "All 2 quality targets are met.");
  ok(findings.includes("No real trace stands behind this profile: it is unvalidated."));
  ok(html.includes("the first 2 of 5,000 servers"));
  ok(!html.includes("Planted defects") && !html.includes("Asked for and got"));
});

Deno.test("generationReport(): a trace that the profile was not made after is for orientation", () => {
  const passport = { ...INPUT.passport!, note: "Shown for orientation." };
  const { findings, html } = generationReport({ ...INPUT, passport });
  ok(html.includes("<p>Shown for orientation.</p>"));
  ok(findings.some((finding) => finding.includes("a real fleet that the profile was not made after; 1 thing")));
  ok(html.includes("as a mere comparison, the passport fails"));
});

Deno.test("generationReport(): a passport that passes says so; of too few servers there is no share at equal size", () => {
  const passport = { ...INPUT.passport!, passes: true, failedGroups: [], shareSizeMatched: NaN };
  const { findings } = generationReport({ ...INPUT, passport });
  ok(findings.some((finding) => finding.includes("the passport passes; 1 thing")));
  ok(!findings.some((finding) => finding.includes("NaN") || finding.includes("halves")));
});
