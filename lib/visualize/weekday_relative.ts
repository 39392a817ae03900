/** Values against what is usual on their weekday: what remains is the calendar's other effects. */
import { weekdayOf } from "@lib/core/day.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";

/**
 * Each value divided by its server's mean on the same weekday.
 *
 * @returns Server-major like the panel; 1 = as usual, `NaN` = missing.
 */
export function relativeToWeekday(panel: FleetPanel, metric: Metric): Float64Array {
  const values = panel.values[metric] ?? new Float64Array();
  const relative = new Float64Array(values.length).fill(NaN);
  for (let server = 0; server < panel.servers.length; server++) {
    const sums = new Float64Array(7), counts = new Float64Array(7);
    for (let day = 0; day < panel.days; day++) {
      const value = values[server * panel.days + day] ?? NaN;
      if (Number.isNaN(value)) continue;
      const weekday = weekdayOf(panel.start + day);
      sums[weekday] = (sums[weekday] ?? 0) + value;
      counts[weekday] = (counts[weekday] ?? 0) + 1;
    }
    for (let day = 0; day < panel.days; day++) {
      const weekday = weekdayOf(panel.start + day);
      const usual = (sums[weekday] ?? 0) / (counts[weekday] ?? 0);
      if (usual > 0) relative[server * panel.days + day] = (values[server * panel.days + day] ?? NaN) / usual;
    }
  }
  return relative;
}
