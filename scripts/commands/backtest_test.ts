import { deepStrictEqual, match, notDeepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { capacity } from "./capacity_fixture.ts";

interface Leader {
  readonly model: string;
  readonly windows: number;
  readonly skill: number;
  readonly mase: number;
}

/** Hours of two waves that differ in level, and a series too short to spare a day. */
function hours(): string {
  const lines = ["series_id,timestamp,value"];
  for (const [id, length, level] of [["a", 240, 50], ["b", 236, 20], ["short", 20, 5]] as const) {
    for (let hour = 0; hour < length; hour++) {
      const value = level + 10 * Math.sin(hour * Math.PI / 12) + ((hour * 7919) % 13) / 4;
      lines.push(`${id},${new Date(Date.UTC(2024, 0, 1, hour)).toISOString()},${value}`);
    }
  }
  return lines.join("\n") + "\n";
}

const DAY_MS = 86_400_000, DAYS = 480;

/** Days that are long enough for the calendar ridge and for bank holidays to be guessed. */
function days(): string {
  return Array.from({ length: DAYS }, (_, day) => {
    const date = new Date(Date.UTC(2023, 0, 1) + day * DAY_MS),
      isHoliday = /-(01-01|12-25|12-26|05-01)/.test(iso(date));
    const value = (date.getUTCDay() % 6 === 0 ? 20 : 60) - (isHoliday ? 30 : 0) + ((day * 7919) % 13) / 4;
    return `days,${iso(date)},${value}\n`;
  }).join("");
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}

Deno.test("backtest: the pool, every model alone and the baselines on windows of the past; the same with any number of workers", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${root}/in.csv`, hours());
    const scores: string[] = [], boards: unknown[] = [];
    for (const workers of ["1", "2"]) {
      const { code, stdout, stderr } = await capacity(
        ...["backtest", "--input", `${root}/in.csv`, "--horizon", "24", "--origins", "3", "--tier", "fast", "--json"],
        ...["--workers", workers, "--output", `${root}/scores.csv`],
      );
      strictEqual(code, 0, stderr);
      const { windows, leaderboard, steps, notes } = JSON.parse(stdout);
      strictEqual(windows, 6);
      match(notes.join(), /1 series is too short to spare 24 steps/);
      const byModel = new Map((leaderboard as Leader[]).map((leader) => [leader.model, leader]));
      for (const model of ["pool, fast", "naive (baseline)", "seasonal naive (baseline)"]) {
        strictEqual(byModel.get(model)?.windows, 6, model);
      }
      ok(byModel.size > 5);
      strictEqual(byModel.get("seasonal naive (baseline)")!.skill, 0);
      ok(byModel.get("pool, fast")!.skill > byModel.get("naive (baseline)")!.skill);
      deepStrictEqual(Object.keys(steps), ["1-8", "9-16", "17-24"]);
      // Milliseconds differ from run to run, and stand nowhere else.
      boards.push((leaderboard as (Leader & { ms: unknown })[]).map(({ ms: _, ...leader }) => leader));
      scores.push(await Deno.readTextFile(`${root}/scores.csv`));
    }
    strictEqual(scores[1], scores[0]);
    deepStrictEqual(boards[1], boards[0]);
    const [header, first] = scores[0]!.split("\n");
    match(header!, /^series_id,origin,model,steps,n,mase,rmsse,smape,sql,coverage80,coverage95,width80,width95,bias$/);
    // The last value that the latest origin knows is a day before the end.
    match(first!, /^a,2024-01-09T23:00:00Z,"pool, fast",all,24,/);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("backtest: what comes after an origin changes nothing but what it is held against", async () => {
  const root = await Deno.makeTempDir();
  try {
    const scoresOf = async (content: string): Promise<(window: string) => string[]> => {
      await Deno.writeTextFile(`${root}/in.csv`, content);
      const { code, stderr } = await capacity(
        ...["backtest", "--input", `${root}/in.csv`, "--horizon", "24", "--origins", "2", "--tier", "fast"],
        ...["--output", `${root}/scores.csv`],
      );
      strictEqual(code, 0, stderr);
      const lines = (await Deno.readTextFile(`${root}/scores.csv`)).split("\n");
      return (window) => lines.filter((line) => line.startsWith(window));
    };
    const usual = hours() + days();
    const originOf = (back: number): string => iso(new Date(Date.UTC(2023, 0, DAYS - back * 24)));
    const dropped = new Set(Array.from({ length: 24 }, (_, day) => iso(new Date(Date.UTC(2023, 0, DAYS - day)))));
    const changed = usual.replaceAll(/^(a,2024-01-10T.*,).*$/gm, (_, row) => `${row}5000`)
      .replaceAll(/^(days,(.*),).*$/gm, (line, row, day) => dropped.has(day) ? `${row}5000` : line);
    const earlier = ["a,2024-01-08T23:00:00Z", `days,${originOf(2)}`];
    const latest = ["a,2024-01-09T23:00:00Z", `days,${originOf(1)}`];
    const before = await scoresOf(usual), after = await scoresOf(changed);
    for (const window of earlier) {
      ok(before(window).length > 10, window);
      deepStrictEqual(after(window), before(window));
    }
    for (const window of latest) notDeepStrictEqual(after(window), before(window));
    ok(before(earlier[1]!).some((line) => line.includes("calendar ridge")));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("backtest: a table for people; histories that are too short are an error, wrong usage is exit code 2", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${root}/in.csv`, hours());
    const input = ["backtest", "--input", `${root}/in.csv`, "--tier", "fast"];
    const { stdout } = await capacity(...input, "--horizon", "12", "--origins", "1");
    match(stdout, /^(group: .*\n)+model +windows +mase +rmsse +smape +sql +skill +coverage80/);
    match(stdout, /skill by steps ahead +1-4 +5-8 +9-12/);
    const long = await capacity(...input, "--horizon", "1000");
    strictEqual(long.code, 1);
    match(long.stderr, /expected a history longer than the horizon of 1000 steps.*shorter --horizon/);
    await Deno.writeTextFile(`${root}/in.csv`, `${hours()}bad,2024-01-01,inf\n`);
    const one = await capacity(...input, "--horizon", "12", "--origins", "1", "--json");
    strictEqual(one.code, 1);
    match(one.stderr, /series bad: expected a finite number, got "inf" \(file in\.csv, row 498, column value\)/);
    const { failed, leaderboard } = JSON.parse(one.stdout);
    deepStrictEqual([failed.length, failed[0].series_id, leaderboard.length > 5], [1, "bad", true]);
    const blocked = await capacity(...input, "--horizon", "12", "--output", `${root}/in.csv/scores.csv`);
    deepStrictEqual([blocked.code, blocked.stdout], [1, ""]);
    match(blocked.stderr, /^error: Cannot write .*scores\.csv/);
    strictEqual((await capacity(...input)).code, 2);
    strictEqual((await capacity(...input, "--horizon", "0")).code, 2);
    strictEqual((await capacity("backtest", "--horizon", "5")).code, 2);
    strictEqual((await capacity("backtest", "--help")).code, 0);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
