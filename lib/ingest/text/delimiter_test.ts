import { strictEqual } from "node:assert/strict";
import { delimiterOf } from "./delimiter.ts";

Deno.test("delimiterOf() finds what cuts every line", () => {
  const cases: readonly [string, string][] = [
    ["time,cpu\n2024-01-01,5\n", ","],
    ["time;cpu;mem\n2024-01-01;12,5;3,5\n", ";"],
    ["time\tcpu\n2024-01-01 10:00\t5\n", "\t"],
    ["time|cpu\n2024-01-01 10:00|5,1\n", "|"],
    ['time,"a;b"\n1,"x;y"\n', ","],
    ["sep=;\ntime;cpu\n1;2\n", ";"],
    ["time host  cpu\n1714557600  web1 5\n", " "],
    ["64.3 45.6\n67.5 42.4\n", " "],
    ["cpu\n5\n", ","],
    ["A report, by me\n\ntime;cpu\n2024-01-01;5,1\n2024-01-02;6,1\n", ";"],
    ["time cpu\n1 5,1\n2 6,1\n3 7,1\n", " "],
    ["just some words\nand others of another number\n", ","],
  ];
  for (const [text, delimiter] of cases) strictEqual(delimiterOf(text, true), delimiter, text);
});
