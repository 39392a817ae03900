import assert from "node:assert/strict";
import { CATALOGUE } from "@lib/ingest/catalogue/catalogue.ts";
import { capacity } from "./capacity_fixture.ts";

const download = (...args: string[]): ReturnType<typeof capacity> => capacity("download", ...args);

Deno.test("download --list shows every set, the best first, as text and as JSON", async () => {
  const { code, stdout } = await download("--list");
  assert.equal(code, 0);
  for (const { name } of CATALOGUE) assert.match(stdout, new RegExp(`\\b${name}\\b`));
  const listed = JSON.parse((await download("--list", "--json")).stdout);
  assert.equal(listed.length, CATALOGUE.length);
  assert.ok(listed[0].score >= listed.at(-1).score);
  assert.equal(listed[0].points.length, 8);
});

Deno.test("download NAME --list gives the reason of each point", async () => {
  const { code, stdout } = await download("alibaba-2018", "--list");
  assert.equal(code, 0);
  assert.match(stdout, /of 25 duration: 8 days, of 730 for all points/);
  assert.match(stdout, /no {2}calendar: its dates are not real/);
});

Deno.test("download of a set that needs a person prints the steps and fails", async () => {
  const { code, stdout, stderr } = await download("alibaba-2017");
  assert.equal(code, 1);
  assert.match(stdout, /1\. fill in the short survey/);
  assert.match(stderr, /^error: Cannot download alibaba-2017: .*after a survey/);
  const { steps } = JSON.parse((await download("google-2011", "--json")).stdout);
  assert.match(steps[0], /gsutil/);
});

Deno.test("download refuses wrong usage in one line", async () => {
  for (
    const [args, message] of [
      [[], /expected the name of a data set, got none/],
      [["nothing-like-it"], /got "nothing-like-it".*--list/],
      [["bitbrains-rnd"], /expected --accept-licence.*free for research/],
      [["nab", "--file", "x.csv"], /expected --file ec2_.*got x\.csv/],
    ] as const
  ) {
    const { code, stderr } = await download(...args);
    assert.equal(code, 2, stderr);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
    assert.match(stderr, message);
  }
});

Deno.test("download --help explains itself", async () => {
  const { code, stdout } = await download("--help");
  assert.equal(code, 0);
  assert.match(stdout, /--accept-licence[\s\S]*Examples:/);
});
