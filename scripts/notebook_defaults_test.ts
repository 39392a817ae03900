import assert from "node:assert/strict";
import { parseConfig } from "@lib/core/mod.ts";
import { NOTEBOOKS_FOLDER } from "@lib/io/mod.ts";
import { NOTEBOOKS } from "./commands/start.ts";
import { readNotebook } from "./notebook/notebook_file.ts";
import { declaredParameters } from "./notebook/parameters.ts";

Deno.test("the notebooks' parameters have the defaults of the configuration", async () => {
  const { fleet, calendar, etl, forecast, risk } = parseConfig(undefined);
  const defaults: Record<string, unknown> = {
    ...fleet,
    ...calendar,
    ...etl,
    ...forecast,
    cpuThreshold: risk.thresholds.cpu_p95,
  };
  const compared: string[] = [];
  for (const name of NOTEBOOKS) {
    for (const parameter of declaredParameters(await readNotebook(`${NOTEBOOKS_FOLDER}/${name}.ipynb`))) {
      if (!(parameter.name in defaults)) continue;
      assert.equal(parameter.value, defaults[parameter.name], `${name}: ${parameter.name}`);
      compared.push(parameter.name);
    }
  }
  for (const name of ["servers", "start", "end", "seed", "profile", "outlierZ", "horizon", "origins", "cpuThreshold"]) {
    assert.ok(compared.includes(name), name);
  }
});
