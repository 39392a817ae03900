import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { civilTime, type DateOrder, namesZone, timeOfDay } from "./civil_time.ts";

const WRITTEN: readonly [text: string, order: DateOrder, utc: string][] = [
  ["31.01.2024 13:05", "DMY", "2024-01-31T13:05:00Z"],
  ["1.2.2024", "DMY", "2024-02-01T00:00:00Z"],
  ["1/2/2024 1:05:30 PM", "MDY", "2024-01-02T13:05:30Z"],
  ["01/02/2024 12:00 a.m.", "MDY", "2024-01-02T00:00:00Z"],
  ["01/02/2024 12:00 pm", "DMY", "2024-02-01T12:00:00Z"],
  ["2024.02.01 00:00:00,250", "YMD", "2024-02-01T00:00:00.250Z"],
  ["2024-2-1 9:05", "YMD", "2024-02-01T09:05:00Z"],
  ["2024-02-01T24:00", "YMD", "2024-02-02T00:00:00Z"],
  ["10/Oct/2023:13:55:36 -0700", "DMY", "2023-10-10T20:55:36Z"],
  ["Tue, 03 Jul 2018 14:00:00 GMT", "MDY", "2018-07-03T14:00:00Z"],
  ["Jul 3, 2018 2:00 PM", "YMD", "2018-07-03T14:00:00Z"],
  ["Tue Jul 03 2018 14:00:00 GMT+0200 (Central European Summer Time)", "MDY", "2018-07-03T12:00:00Z"],
  ["Jul 3, 2018 @ 14:00:00.250", "YMD", "2018-07-03T14:00:00.250Z"],
  ["3-July-2018, 14:00+02:00", "DMY", "2018-07-03T12:00:00Z"],
];

Deno.test("civilTime() reads times as people and programs write them", () => {
  for (const [text, order, utc] of WRITTEN) strictEqual(civilTime(text, order), Date.parse(utc), text);
  strictEqual(civilTime("7/3/18 14:00", "MDY", true), Date.UTC(2018, 6, 3, 14));
});

Deno.test("civilTime() refuses what is no time of its order", () => {
  const wrong: readonly [string, DateOrder][] = [
    ["13/14/2024", "DMY"],
    ["30.02.2024", "DMY"],
    ["1.2.24", "DMY"],
    ["1.2.20245", "DMY"],
    ["1/2-2024", "MDY"],
    ["1/2/2024 13:00 PM", "MDY"],
    ["1/2/2024 10:00 CET", "MDY"],
    ["1/2/2024 10", "MDY"],
    ["1/2/2024 10:00 and more", "MDY"],
    ["2024-01-01 25:00", "YMD"],
    ["2024-01-01 24:01", "YMD"],
    ["3/Marketing/2018", "DMY"],
    ["Total", "DMY"],
    ["", "YMD"],
  ];
  for (const [text, order] of wrong) ok(Number.isNaN(civilTime(text, order)), text);
});

Deno.test("civilTime() gives every written instant back", () => {
  const instant = fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
  fc.assert(fc.property(instant, (date) => {
    const [day, time] = date.toISOString().slice(0, -1).split("T") as [string, string];
    const [year, month, ofMonth] = day.split("-");
    strictEqual(civilTime(`${ofMonth}.${month}.${year} ${time}`, "DMY"), date.getTime());
    strictEqual(civilTime(`${month}/${ofMonth}/${year} ${time}Z`, "MDY"), date.getTime());
  }));
});

Deno.test("timeOfDay() reads a time alone", () => {
  strictEqual(timeOfDay("1:00:30.5 PM"), ((13 * 60) * 60 + 30.5) * 1000);
  for (const text of ["", "13", "13:60", "13:00 tomorrow"]) ok(Number.isNaN(timeOfDay(text)), text);
});

Deno.test("namesZone() finds a zone and mistakes no date for one", () => {
  for (const text of ["2024-01-01T10:00Z", "2024-01-01 10:00:00 UTC", "1/2/2024 10:00-04", "1/2/2024 10:00:00 +0530"]) {
    ok(namesZone(text), text);
  }
  for (const text of ["2024-01-01", "2024-01-01 10:00", "1-2-2024 1:00 PM"]) ok(!namesZone(text), text);
});
