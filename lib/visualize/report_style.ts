/** The report's style sheet: light and dark, screen and paper. */
import { FONT_FAMILY, INK } from "./theme.ts";

/** What the inks of a chart become in the dark. The colours that mean something stay as they are. */
const DARK_INKS: readonly (readonly [ink: string, dark: string])[] = [
  [INK.paper, "#191e24"],
  [INK.text, "#e6e9ec"],
  [INK.muted, "#a3adb7"],
  [INK.grid, "#323a43"],
  [INK.empty, "#262d35"],
  [INK.limit, "#ff8a80"],
  [INK.accent, "#3f9fdb"],
];

const DARK_CHARTS = DARK_INKS.map(([ink, dark]) =>
  `  figure [fill="${ink}"] { fill: ${dark}; } figure [stroke="${ink}"] { stroke: ${dark}; }`
).join("\n");

/** The charts name their inks as attributes, which a style overrides. */
export const REPORT_STYLE = `
:root { --paper: ${INK.empty}; --card: ${INK.paper}; --text: ${INK.text}; --muted: ${INK.muted}; --line: ${INK.grid};
  --accent: ${INK.accent}; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #101418; --card: #191e24; --text: #e6e9ec; --muted: #a3adb7; --line: #323a43; --accent: #6db8e8; }
${DARK_CHARTS}
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1128px; padding: 32px 24px 48px; background: var(--paper); color: var(--text);
  font: 16px/1.55 ${FONT_FAMILY.replace("DejaVu Sans, ", "system-ui, ")}; }
h1 { margin: 0; font-size: 30px; line-height: 1.2; }
h2 { margin: 0 0 8px; font-size: 20px; line-height: 1.3; }
.subtitle { margin: 6px 0 0; color: var(--muted); font-size: 18px; }
section { margin-top: 28px; }
.findings { padding: 18px 24px; background: var(--card); border-left: 4px solid var(--accent); }
.findings ol { margin: 0; padding-left: 22px; }
.findings li + li { margin-top: 6px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 20px 0 0; padding: 0; list-style: none; }
a { color: var(--accent); }
p { max-width: 72ch; margin: 0 0 10px; }
figure { margin: 14px 0; }
figure > svg { display: block; max-width: 100%; height: auto; }
figcaption { display: none; }
@media screen and (max-width: 700px) {
  /* Charts keep a readable size and scroll in their own box; their words stay in sight below them. */
  figcaption { display: block; position: sticky; left: 0; width: 100%; padding-top: 8px; color: var(--muted); font-size: 14px; }
  figure { overflow-x: auto; }
  figure > svg { max-width: none; width: calc(var(--width) * 0.85); }
}
.table { margin: 14px 0; overflow-x: auto; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
caption { padding: 10px 12px; color: var(--muted); text-align: left; }
th, td { padding: 7px 12px; border-bottom: 1px solid var(--line); vertical-align: top; max-width: 44ch; overflow-wrap: break-word; }
td[align="right"] { white-space: nowrap; }
th { color: var(--muted); font-weight: 600; white-space: nowrap; }
footer { margin-top: 36px; padding-top: 12px; border-top: 1px solid var(--line); color: var(--muted); font-size: 14px; }
@media print {
  body { max-width: none; padding: 0; background: none; font-size: 11pt; }
  nav { display: none; }
  figure, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  .table { overflow: visible; }
  table { width: 100%; }
}
`.trim();
