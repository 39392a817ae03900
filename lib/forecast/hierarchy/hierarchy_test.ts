import { deepStrictEqual, throws } from "node:assert/strict";
import { tableOf } from "@lib/core/mod.ts";
import { hierarchyOf, summedUp } from "./hierarchy.ts";
import { nodeHistories } from "./node_histories.ts";
import { usedCores, vcpusOf } from "./used_cores.ts";

const FLEET = tableOf({
  server_id: ["a", "b", "c", "d"],
  app_name: ["shop", "ledger", "shop", null],
  business_unit: ["Retail", "Trading", "Trading", "Retail"],
  vcpu: Float64Array.of(4, NaN, 8, 2),
});

Deno.test("hierarchyOf() parts an application that serves two units and names what is not known", () => {
  const { nodes, firstServer } = hierarchyOf(["a", "b", "c", "d", "e"], FLEET);
  deepStrictEqual(
    nodes.slice(0, firstServer).map(({ level, name, parent }) => [level, name, parent]),
    [
      ["fleet", "fleet", -1],
      ["business unit", "Retail", 0],
      ["business unit", "Trading", 0],
      ["business unit", "unknown", 0],
      ["application", "shop", 1],
      ["application", "unknown", 1],
      ["application", "ledger", 2],
      ["application", "shop", 2],
      ["application", "unknown", 3],
    ],
  );
  deepStrictEqual(nodes.slice(firstServer).map(({ name, parent }) => [name, parent]), [
    ["a", 4],
    ["b", 6],
    ["c", 7],
    ["d", 5],
    ["e", 8],
  ]);
  throws(() => hierarchyOf([], FLEET), RangeError);
});

Deno.test("summedUp() adds step by step", () => {
  const hierarchy = hierarchyOf(["a", "b", "c"], FLEET);
  const sums = summedUp(hierarchy, Float64Array.of(1, 10, 2, 20, 4, 40));
  const names = hierarchy.nodes.map(({ name }) => name);
  deepStrictEqual(names, ["fleet", "Retail", "Trading", "shop", "ledger", "shop", "a", "b", "c"]);
  deepStrictEqual([...sums.subarray(0, 12)], [7, 70, 1, 10, 6, 60, 1, 10, 2, 20, 4, 40]);
});

Deno.test("usedCores() leaves out servers whose CPUs are not known and says so", () => {
  const panel = {
    servers: ["a", "b", "x", "c"],
    start: 5,
    days: 1,
    values: { cpu_p95: Float64Array.of(50, 60, 70, NaN) },
  };
  const cores = usedCores(panel, vcpusOf(panel.servers, FLEET));
  deepStrictEqual(cores.servers, ["a", "c"]);
  deepStrictEqual(cores.leftOut, ["b", "x"]);
  deepStrictEqual([...cores.values], [2, NaN]);
  throws(() => usedCores(panel, [1]), RangeError);
  throws(() => usedCores({ ...panel, values: {} }, [1, 1, 1, 1]), RangeError);
});

Deno.test("nodeHistories() counts a server from its first day on and through its gaps", () => {
  const hierarchy = hierarchyOf(["a", "c"], FLEET);
  const sums = nodeHistories(Float64Array.of(1, NaN, NaN, 2, NaN, 10, NaN, 20), hierarchy);
  deepStrictEqual([...sums.subarray(0, 4)], [1, 11, 11, 22]);
});
