import { ok, throws } from "node:assert/strict";
import { studentQuantile } from "./student_quantile.ts";

Deno.test("studentQuantile() agrees with the tables and is odd", () => {
  const table = [
    [0.9, 3, 1.638],
    [0.975, 3, 3.182],
    [0.95, 4, 2.132],
    [0.975, 5, 2.571],
    [0.9, 10, 1.372],
    [0.995, 30, 2.75],
    [0.975, 120, 1.98],
  ] as const;
  for (const [level, degrees, value] of table) {
    ok(Math.abs(studentQuantile(level, degrees) / value - 1) < 0.01, `${level} of ${degrees}`);
    ok(Math.abs(studentQuantile(1 - level, degrees) + studentQuantile(level, degrees)) < 1e-9);
  }
});

Deno.test("studentQuantile() refuses fewer than three degrees of freedom", () => {
  throws(() => studentQuantile(0.9, 2), RangeError);
});
