import assert from "node:assert/strict";
import { CapacityError } from "@lib/core/mod.ts";
import { refuseOwnInput } from "./ingestion.ts";

Deno.test("refuseOwnInput(): an output is neither the input nor inside it nor around it", () => {
  for (const out of ["data/metrics", "data/metrics/", "data/metrics/silver", "data", "./data/../data/metrics"]) {
    assert.throws(
      () => refuseOwnInput(["other.csv", "data/metrics"], out),
      (error) =>
        error instanceof CapacityError && error.kind === "usage" && /data\/metrics; choose/.test(error.message),
    );
  }
  for (const out of ["data/metrics2", "data/silver/metrics", "out"]) refuseOwnInput(["other.csv", "data/metrics"], out);
});
