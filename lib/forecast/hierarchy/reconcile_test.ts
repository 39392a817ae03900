import { deepStrictEqual, ok, throws } from "node:assert/strict";
import { inverse, Matrix } from "ml-matrix";
import { randomFor } from "@lib/core/random.ts";
import { type Hierarchy, type HierarchyNode, summedUp } from "./hierarchy.ts";
import { reconcile, structuralVariances } from "./reconcile.ts";

/** Two units, three applications, seven servers. */
const nodes: HierarchyNode[] = [
  { level: "fleet", name: "fleet", parent: -1 },
  { level: "business unit", name: "A", parent: 0 },
  { level: "business unit", name: "B", parent: 0 },
  { level: "application", name: "a", parent: 1 },
  { level: "application", name: "b", parent: 1 },
  { level: "application", name: "c", parent: 2 },
  ...[3, 3, 3, 4, 5, 5, 5].map((parent, index): HierarchyNode => ({ level: "server", name: `${index}`, parent })),
];
const hierarchy: Hierarchy = { nodes, firstServer: 6 };

/** S of the hierarchy: which servers a node sums. */
function summingMatrix(): Matrix {
  const rows = [0, 1, 2, 3, 4, 5, 6].map((server) => {
    const unit = new Float64Array(7);
    unit[server] = 1;
    return [...summedUp(hierarchy, unit)];
  });
  return new Matrix(rows).transpose();
}

Deno.test("reconcile() is weighted least squares: S(SᵀW⁻¹S)⁻¹SᵀW⁻¹ŷ by matrices", () => {
  const random = randomFor(1, "reconcile");
  const S = summingMatrix();
  for (let round = 0; round < 20; round++) {
    const base = Float64Array.from(nodes, () => 100 + 20 * random.normal());
    const variances = Float64Array.from(nodes, () => 0.1 + 5 * random.uniform());
    const weights = Matrix.diag([...variances].map((variance) => 1 / variance));
    const projection = inverse(S.transpose().mmul(weights).mmul(S)).mmul(S.transpose()).mmul(weights);
    const servers = projection.mmul(Matrix.columnVector([...base]));
    // What is below 0 is another matter.
    if (servers.min() < 0) continue;
    const expected = S.mmul(servers).to1DArray();
    reconcile(base, hierarchy, variances).forEach((value, node) => ok(Math.abs(value - expected[node]!) < 1e-9));
  }
});

Deno.test("reconcile() adds up at every node and step, also where servers would fall below 0", () => {
  const random = randomFor(2, "reconcile");
  const steps = 5;
  for (let round = 0; round < 50; round++) {
    const base = Float64Array.from({ length: nodes.length * steps }, () => Math.max(0, 10 + 30 * random.normal()));
    const made = reconcile(base, hierarchy, structuralVariances(hierarchy));
    ok(made.every((value) => value >= 0));
    for (let node = 0; node < hierarchy.firstServer; node++) {
      for (let step = 0; step < steps; step++) {
        let sum = 0;
        nodes.forEach(({ parent }, child) => sum += parent === node ? made[child * steps + step]! : 0);
        ok(Math.abs(sum - made[node * steps + step]!) <= 1e-12 * sum);
      }
    }
  }
});

Deno.test("reconcile() changes nothing that adds up, hears no node that has no forecast, and trusts an exact one", () => {
  const servers = Float64Array.of(1, 2, 3, 4, 5, 6, 7), coherent = summedUp(hierarchy, servers);
  const ones = new Float64Array(nodes.length).fill(1);
  reconcile(coherent, hierarchy, ones).forEach((value, node) => ok(Math.abs(value - coherent[node]!) < 1e-12));
  const unheard = coherent.slice();
  unheard.fill(NaN, 0, 6);
  deepStrictEqual(reconcile(unheard, hierarchy, ones), coherent);
  const base = coherent.slice(), variances = ones.slice();
  base[0] = 35;
  variances[0] = 0;
  ok(Math.abs(reconcile(base, hierarchy, variances)[0]! - 35) < 1e-12);
  deepStrictEqual(reconcile(base, hierarchy, variances.fill(0)), coherent);
});

Deno.test("reconcile() refuses sizes and variances that do not fit", () => {
  throws(() => reconcile(new Float64Array(14), hierarchy, new Float64Array(13)), RangeError);
  throws(() => reconcile(new Float64Array(13), hierarchy, new Float64Array(12)), RangeError);
  throws(() => reconcile(new Float64Array(13), hierarchy, new Float64Array(13).fill(-1)), RangeError);
  throws(() => reconcile(new Float64Array(13), hierarchy, new Float64Array(13).fill(NaN)), RangeError);
});
