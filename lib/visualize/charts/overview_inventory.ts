/** The overview's panel on the inventory: how many servers of each kind. */
import * as Plot from "@observablehq/plot";
import { rowLabel, rowLabelMargin } from "../axes.ts";
import type { Panel } from "../figure.ts";
import { type ServerInfo, valuesOf } from "../server_info.ts";
import { INK, UNKNOWN } from "../theme.ts";
import type { Missing } from "./overview_calendar.ts";

const FIELDS = [
  ["server_type", "Type"],
  ["business_unit", "Unit"],
  ["criticality", "Criticality"],
  ["region", "Region"],
] as const;
/** Values of one field shown by name; the others are counted together. */
const MOST_VALUES = 5;

interface InventoryRow {
  /** Unique over all fields: two of them may share a value such as `unknown`. */
  readonly row: string;
  readonly label: string;
  readonly count: number | null;
}

/** Servers by type, unit, criticality and region. */
export function inventoryPanel(ids: readonly string[], servers: readonly ServerInfo[]): Panel | Missing {
  const rows: InventoryRow[] = FIELDS.flatMap(([field, name]) => {
    const counts = countsOf(valuesOf(ids, servers, field));
    // A field that no server has says nothing.
    if (counts.every(([label]) => label === UNKNOWN)) return [];
    return [
      { row: name, label: name, count: null },
      ...counts.map(([label, count]) => ({ row: `${name}/${label}`, label, count })),
    ];
  });
  if (rows.length === 0) return { missing: "inventory (no metadata)" };
  const labels = new Map(rows.map(({ row, label }) => [row, label]));
  const bars = rows.filter(({ count }) => count !== null);
  return {
    title: "Servers by metadata",
    plot: {
      height: 20 + 14.5 * rows.length,
      marginTop: 2,
      marginBottom: 6,
      marginRight: 42,
      marginLeft: rowLabelMargin([...labels.values()], 120) + 4,
      x: { axis: null, domain: [0, Math.max(1, ...bars.map(({ count }) => count ?? 0))] },
      y: { domain: rows.map(({ row }) => row), axis: null, padding: 0.22 },
      marks: [
        Plot.barX(bars, { x: "count", y: "row", fill: INK.accent }),
        Plot.text(bars, { x: "count", y: "row", text: "count", textAnchor: "start", dx: 4 }),
        Plot.text(bars, { x: 0, y: "row", text: (bar) => rowLabel(bar.label, 120), textAnchor: "end", dx: -6 }),
        Plot.text(rows.filter(({ count }) => count === null), {
          x: 0,
          y: "row",
          text: "label",
          textAnchor: "end",
          dx: -6,
          fontWeight: "bold",
        }),
      ],
    },
  };
}

function countsOf(values: readonly string[]): (readonly [label: string, count: number])[] {
  const counts = [...Map.groupBy(values, (value) => value)].map(([label, all]) => [label, all.length] as const)
    .sort(([a, many], [b, most]) => most - many || (a < b ? -1 : 1));
  const named = counts.length <= MOST_VALUES ? counts : counts.slice(0, MOST_VALUES - 1);
  const rest = counts.slice(named.length);
  return rest.length === 0 ? named : [...named, [`${rest.length} others`, rest.reduce((sum, [, n]) => sum + n, 0)]];
}
