import { ok } from "node:assert/strict";
import { generateFleet } from "../fleet.ts";

/** Mean of some days of all servers. */
function meanOf(values: Float64Array, days: number, from: number, to: number): number {
  let sum = 0;
  for (let server = 0; server < values.length / days; server++) {
    for (let day = from; day < to; day++) sum += values[server * days + day]!;
  }
  return sum / (values.length / days * (to - from));
}

for (const profile of ["bank-vm", "dense-colocated"] as const) {
  Deno.test(`${profile} keeps its kind over four years`, () => {
    const days = 1461;
    const { panel } = generateFleet({ profile, days, servers: 60 });
    for (const metric of ["cpu_p95", "mem_p95"] as const) {
      const values = panel.values[metric]!;
      const change = meanOf(values, days, days - 365, days) / meanOf(values, days, 0, 365);
      ok(change > 0.6 && change < 1.6, `${metric}: the last year is ${change} times the first`);
      const full = values.filter((value) => value > 99).length / values.length;
      ok(full < 0.03, `${metric}: ${full} of all days stand at the bound`);
    }
  });
}
