/** The document that Plot draws on: jsdom, made when the first chart is drawn because it takes half a second to load. */
import { createRequire } from "node:module";
// The import of its package.json makes Deno fetch jsdom with the rest, without loading its code.
import "jsdom/package.json" with { type: "json" };

interface Canvas {
  width: number;
  height: number;
  getContext(): { fillStyle: string; fillRect(x: number, y: number, width: number, height: number): void };
  toDataURL(): string;
}

interface Drawing {
  readonly document: Document;
  readonly serialize: (node: Node) => string;
}

const shared: { drawing?: Drawing } = {};

/** The document to give to Plot: `Plot.plot({ document: chartDocument(), … })`. */
export function chartDocument(): Document {
  return drawing().document;
}

/** An element as well-formed XML (`outerHTML` is HTML, which an SVG file must not be). */
export function xmlOf(element: Element): string {
  return drawing().serialize(element);
}

function drawing(): Drawing {
  return shared.drawing ??= makeDrawing();
}

function makeDrawing(): Drawing {
  const { JSDOM } = createRequire(import.meta.url)("jsdom") as {
    JSDOM: new (html: string) => { window: { document: Document; XMLSerializer: typeof XMLSerializer } };
  };
  const { window } = new JSDOM("<!doctype html><html><body></body></html>");
  const { document } = window;
  const create = document.createElement.bind(document) as (
    name: string,
    options?: ElementCreationOptions,
  ) => HTMLElement;
  Object.defineProperty(document, "createElement", {
    value: (name: string, options?: ElementCreationOptions) => name === "canvas" ? rampCanvas() : create(name, options),
  });
  const serializer = new window.XMLSerializer();
  return { document, serialize: (node) => serializer.serializeToString(node) };
}

/** Plot paints the legend of a continuous colour on a canvas, which jsdom lacks: this one keeps the strokes as an SVG image. */
function rampCanvas(): Canvas {
  const strokes: string[] = [];
  return {
    width: 0,
    height: 0,
    getContext: () => ({
      fillStyle: "",
      fillRect(x, y, width, height) {
        strokes.push(`<rect x="${x}" y="${y}" width="${width + 0.5}" height="${height}" fill="${this.fillStyle}"/>`);
      },
    }),
    toDataURL() {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${this.width} ${this.height}"` +
        ` preserveAspectRatio="none">${strokes.join("")}</svg>`;
      return `data:image/svg+xml;base64,${btoa(svg)}`;
    },
  };
}
