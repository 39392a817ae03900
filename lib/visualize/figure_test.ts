import { notStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as Plot from "@observablehq/plot";
import { chartDocument } from "./document.ts";
import { figure, type FigureOptions } from "./figure.ts";
import { figureOfElement } from "./figure_of_element.ts";

const clipped = (takeaway: string): FigureOptions => ({
  takeaway,
  plot: { height: 120, marks: [Plot.lineY([1, 3, 2], { clip: true })] },
});

Deno.test("figure(): takeaway, measure, source, legend and panel titles are in the drawing", () => {
  const { svg, alt } = figure({
    takeaway: "Three servers grow",
    measure: "CPU, %",
    source: "data/gold",
    panels: [{
      title: "By type",
      plot: { color: { legend: true }, marks: [Plot.dot([[1, 2], [2, 3]], { fill: ["web", "batch"] })] },
    }],
  });
  for (const words of ["Three servers grow", "CPU, %", "data/gold", "By type", ">web<", ">batch<"]) {
    ok(svg.includes(words), words);
  }
  strictEqual(alt, "Three servers grow. CPU, %");
  ok(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"') && svg.includes('role="img" aria-label="Three'));
});

Deno.test("figure(): a continuous colour gets a ramp with its ends", () => {
  const { svg } = figure({
    takeaway: "t",
    plot: { color: { legend: true, label: "share" }, marks: [Plot.dot([[1, 2], [2, 3]], { fill: [10, 20] })] },
  });
  ok(svg.includes("linearGradient") && svg.includes(">10<") && svg.includes(">20<") && svg.includes("share"));
});

Deno.test("figure(): the same options draw the same text, however often Plot has counted on", () => {
  strictEqual(figure(clipped("same")).svg, figure(clipped("same")).svg);
});

Deno.test("figure(): two figures on a page share no id", () => {
  const [one, other] = [figure(clipped("one")), figure(clipped("other"))].map(({ svg }) =>
    [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  );
  ok(one && other && one.length > 0);
  ok(one.every((id) => !other.includes(id)));
  for (const svg of [figure(clipped("one")).svg]) {
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) ok(svg.includes(`id="${id}"`), `${id} is defined`);
  }
});

Deno.test("figure(): hostile names are text, and the drawing is well-formed XML", () => {
  const name = `<b>&"x"\u0001`;
  const { svg } = figure({
    takeaway: name,
    measure: name,
    legend: [{ label: name, color: "red" }],
    plot: { title: name, marks: [Plot.text([[1, 1]], { text: [name], ariaLabel: name, title: [name] })] },
  });
  ok(!svg.includes("<b>") && !svg.includes("\u0001"));
  const parser = new (chartDocument().defaultView as unknown as { DOMParser: typeof DOMParser }).DOMParser();
  strictEqual(parser.parseFromString(svg, "application/xml").querySelector("parsererror"), null);
});

Deno.test("figure(): a long takeaway is wrapped, so the card grows", () => {
  const short = figure(clipped("short")), long = figure(clipped("many words ".repeat(30)));
  strictEqual(short.width, long.width);
  notStrictEqual(short.height, long.height);
  ok(long.height > short.height + 40);
});

Deno.test("figureOfElement() keeps title, subtitle, caption and legend of a drawn plot", () => {
  const element = Plot.plot({
    document: chartDocument(),
    title: "Title",
    subtitle: "Subtitle",
    caption: "Caption",
    color: { legend: true, scheme: "blues" },
    marks: [Plot.dot([[1, 2], [2, 3]], { fill: [10, 20] })],
  });
  const { svg, alt } = figureOfElement(element);
  strictEqual(alt, "Title. Subtitle");
  for (const words of ["Caption", "linearGradient", "<circle"]) ok(svg.includes(words), words);
});

Deno.test("figureOfElement() takes a bare svg", () => {
  const { svg } = figureOfElement(Plot.plot({ document: chartDocument(), marks: [Plot.dot([[1, 2]])] }));
  ok(svg.includes("<circle"));
});
