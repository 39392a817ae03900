import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import { readText } from "../read_text_fixture.ts";

/** Times of the readings in UTC, by what the rows write. */
async function utcOf(
  rows: readonly string[],
  header = "time,cpu_pct",
): Promise<{ times: string[]; notes: readonly string[] }> {
  const text = [header, ...rows.map((row) => `${row},5`)].join("\n");
  const { lines, summary } = await readText(text, { timezone: "Europe/Berlin" });
  return { times: lines.map((line) => line.split(" ")[3]!.slice(5, 16)), notes: summary.notes };
}

Deno.test("local times become UTC, in summer and winter; those with a zone are what they say", async () => {
  const { times, notes } = await utcOf([
    "2024-01-15 12:00",
    "2024-07-15 12:00",
    "2024-07-15T12:00Z",
    "2024-07-15 12:00+05",
  ]);
  deepStrictEqual(times, ["01-15T11:00", "07-15T10:00", "07-15T12:00", "07-15T07:00"]);
  ok(notes.includes("Times that name no zone are taken for local times of Europe/Berlin"));
});

Deno.test("an hour that comes twice is told apart by the order of the rows", async () => {
  const fine = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"].map((time) => `2024-10-27 ${time}`);
  const expected = ["10-26T23:30", "10-27", "10-27T00:30", "10-27T01:00", "10-27T01:30", "10-27T02:00"];
  deepStrictEqual((await utcOf(fine)).times, expected);
  deepStrictEqual((await utcOf(fine.toReversed())).times, expected.toReversed());
  // Hourly rows repeat the time, and nothing steps back.
  const hourly = ["01:00", "02:00", "02:00", "03:00"].map((time) => `2024-10-27 ${time}`);
  const { times, notes } = await utcOf(hourly);
  deepStrictEqual(times, ["10-26T23:00", "10-27", "10-27T01:00", "10-27T02:00"]);
  ok(notes.some((note) => /^Times of repeated hours .*: 1$/.test(note)));
  // In a file that doubles every row, a repeated time is a repeated row.
  const doubled = ["01:00", "01:00", "02:00", "02:00", "03:00"].map((time) => `2024-10-27 ${time}`);
  deepStrictEqual((await utcOf(doubled)).times.slice(2, 4), ["10-27", "10-27"]);
});

Deno.test("the hour that comes twice is told apart server by server", async () => {
  const rows = ["02:30,a", "02:30,b", "02:30,a", "02:30,b"].map((row) => `2024-10-27 ${row}`);
  const { times } = await utcOf(rows, "time,host,cpu_pct");
  deepStrictEqual(times, ["10-27T00:30", "10-27T01:30", "10-27T00:30", "10-27T01:30"]);
});

Deno.test("times that a change of the clock leaves out are read as before it, with a note", async () => {
  const { times, notes } = await utcOf(["2024-03-31 01:30", "2024-03-31 02:30", "2024-03-31 03:30"]);
  deepStrictEqual(times, ["03-31T00:30", "03-31T01:30", "03-31T01:30"]);
  ok(notes.some((note) => /^Times that Europe\/Berlin .*: 1$/.test(note)));
});

Deno.test("dates alone are days in any zone, and counted seconds are UTC", async () => {
  deepStrictEqual((await utcOf(["2024-07-15", "2024-07-16"])).times, ["07-15", "07-16"]);
  deepStrictEqual((await utcOf(["1721044800"])).times, ["07-15T12:00"]);
  // Among times with hours a date alone is midnight.
  deepStrictEqual((await utcOf(["2024-07-15", "2024-07-15 01:00"])).times, ["07-14T22:00", "07-14T23:00"]);
});

Deno.test("a zone that nobody knows is refused", async () => {
  await rejects(readText("time,cpu_pct\n2024-05-01 10:00,5\n", { timezone: "Berlin" }), /got "Berlin"/);
});
