import { ok, strictEqual } from "node:assert/strict";
import * as Plot from "@observablehq/plot";
import { figure } from "./figure.ts";
import { reportHtml } from "./report.ts";

const chart = (takeaway: string) =>
  figure({ takeaway, plot: { height: 100, marks: [Plot.lineY([1, 2], { clip: true })] } });

Deno.test("reportHtml(): headings, findings, charts and tables, nothing to load", () => {
  const html = reportHtml({
    title: "Fleet",
    subtitle: "for Monday",
    findings: ["Order 3 servers"],
    generatedFor: "seed 42",
    sections: [
      { heading: "Forecast", text: "One.\n\nTwo.", figures: [chart("First"), chart("Second")] },
      { heading: "Risk", tableRows: [{ server: "a", cpu: 5 }], tableCaption: "Riskiest" },
      { heading: "Method" },
    ],
  });
  for (const part of ["<h1>Fleet</h1>", "<li>Order 3 servers</li>", "<p>One.</p><p>Two.</p>", "Riskiest", "seed 42"]) {
    ok(html.includes(part), part);
  }
  strictEqual(html.match(/role="img"/g)?.length, 2);
  ok(html.includes('href="#section-2"') && html.includes("prefers-color-scheme: dark"));
  ok(!/(src|href)="(?!#)/.test(html), "no link leaves the file");
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  strictEqual(new Set(ids).size, ids.length, "ids are unique");
});

Deno.test("reportHtml() escapes every text", () => {
  const evil = `<img src=x onerror=alert(1)>&"'`;
  const html = reportHtml({
    title: evil,
    subtitle: evil,
    findings: [evil],
    generatedFor: evil,
    sections: [{
      heading: evil,
      text: evil,
      tableCaption: evil,
      tableRows: [{ [evil]: evil }],
      figures: [chart(evil)],
    }],
  });
  ok(!html.includes("<img"));
});
