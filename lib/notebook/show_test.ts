import { ok, rejects, strictEqual } from "node:assert/strict";
import * as Plot from "@observablehq/plot";
import { chartDocument } from "@lib/visualize/document.ts";
import { figure } from "@lib/visualize/figure.ts";
import { publishedBy } from "./fake_kernel.ts";
import { show } from "./show.ts";

const plot: Plot.PlotOptions = { height: 80, width: 200, title: "Two points", marks: [Plot.dot([[1, 2], [3, 4]])] };

Deno.test("show() is quiet outside a kernel, but finds a mistake in the chart", async () => {
  await show(figure({ takeaway: "t", plot }));
  await show(plot);
  await rejects(show({ x: { type: "no such scale" as never }, marks: [Plot.lineY([1, 2])] }));
});

Deno.test("show() sends a PNG with its CSS size, and the takeaway as text", async () => {
  const [output] = await publishedBy(() => show(plot));
  ok(output);
  strictEqual(output.data["text/plain"], "[chart] Two points");
  ok(output.data["image/png"]?.startsWith("iVBOR"));
  strictEqual((output.metadata["image/png"] as { width: number }).width, 232);
});

Deno.test("show() takes a figure, options or a drawn plot", async () => {
  const outputs = await publishedBy(async () => {
    await show(figure({ takeaway: "A figure", plot }));
    await show(Plot.plot({ ...plot, document: chartDocument() }));
  });
  strictEqual(outputs.map(({ data }) => data["text/plain"]).join("; "), "[chart] A figure; [chart] Two points");
});
