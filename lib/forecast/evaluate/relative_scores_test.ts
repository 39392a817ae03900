import { ok, strictEqual } from "node:assert/strict";
import { relativeScores, type ScoredWindow } from "./relative_scores.ts";
import type { WindowScores } from "./window_scores.ts";

function window(task: string, source: string, own: number, reference: number): ScoredWindow {
  const scores = (loss: number): WindowScores => ({
    ...{
      n: 1,
      mae: loss,
      mase: loss,
      rmsse: loss,
      smape: loss,
      sql: loss,
      coverage80: loss > 1 ? 0 : 1,
      coverage95: 1,
    },
    ...{ width80: 1, width95: 1, bias: 0, msis: 1 },
  });
  return { task, source, own: scores(own), reference: scores(reference) };
}

Deno.test("relativeScores(): geometric over windows and tasks, every source with the same weight", () => {
  const { tasks, sources, overall } = relativeScores([
    window("a1", "a", 1, 2),
    window("a1", "a", 2, 1),
    window("a2", "a", 1, 4),
    window("b1", "b", 3, 3),
  ]);
  strictEqual(tasks.get("a1")!.relSql, 1);
  ok(Math.abs(sources.get("a")!.relSql - 0.5) < 1e-12);
  ok(Math.abs(overall.relSql - Math.sqrt(0.5)) < 1e-12);
  strictEqual(tasks.get("a1")!.wins, 0.5);
  strictEqual(tasks.get("b1")!.wins, 0.5);
  strictEqual(overall.windows, 4);
  strictEqual(tasks.get("a1")!.coverage80, 0.5);
});

Deno.test("relativeScores(): a perfect reference is left out unless it is met, and no ratio counts more than a hundredfold", () => {
  const scores = (...windows: ScoredWindow[]): number => relativeScores(windows).overall.relSql;
  strictEqual(scores(window("a", "a", 0, 0)), 1);
  strictEqual(scores(window("a", "a", 1, 0), window("a", "a", 1, 2)), 0.5);
  ok(Math.abs(scores(window("a", "a", 1, 1e-9)) - 100) < 1e-9);
});
