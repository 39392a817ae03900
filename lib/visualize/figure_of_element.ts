/** A figure from an element that `Plot.plot` returned: a bare `<svg>`, or a `<figure>` with titles and legends. */
import type * as Plot from "@observablehq/plot";
import { xmlOf } from "./document.ts";
import { type Figure, figure } from "./figure.ts";
import { legendOf } from "./plot_legend.ts";

/**
 * Redraws a Plot element as a standalone figure.
 *
 * @throws {TypeError} when the element holds no SVG.
 */
export function figureOfElement(element: Element): Figure {
  const children = [...element.children];
  // Legends of a continuous colour are SVG too; the plot itself comes last.
  const svg = isSvg(element) ? element : children.filter(isSvg).at(-1);
  if (!svg) {
    throw new TypeError(`Cannot show <${element.tagName.toLowerCase()}>: expected an element made by Plot.plot`);
  }
  const textOf = (tag: string): string => element.querySelector(tag)?.textContent ?? "";
  const hasLegend = children.some((child) => child !== svg && !/^(h2|h3|figcaption)$/i.test(child.tagName));
  const scaled = element as Partial<Plot.Plot>;
  const { legend, ramp } = hasLegend ? legendOf(scaled.scale?.("color")) : {};
  const width = Number(svg.getAttribute("width") ?? 640);
  return figure({
    takeaway: isSvg(element) ? "" : textOf("h2"),
    measure: isSvg(element) ? "" : textOf("h3"),
    source: isSvg(element) ? "" : textOf("figcaption"),
    width: width + 32,
    drawn: { xml: xmlOf(svg), height: Number(svg.getAttribute("height") ?? 400) },
    ...(legend ? { legend } : {}),
    ...(ramp ? { ramp } : {}),
  });
}

function isSvg(element: Element): boolean {
  return element.tagName.toLowerCase() === "svg";
}
