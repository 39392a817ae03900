import assert from "node:assert/strict";
import { capacity } from "./capacity_fixture.ts";

Deno.test("generate --defects --report, then etl: dirty rows become silver, every value with its fate", async () => {
  const root = await Deno.makeTempDir();
  try {
    const fleet = ["--servers", "10", "--start", "2024-01-01", "--end", "2024-12-31", "--no-truth"];
    const made = await capacity("generate", ...fleet, "--defects", "--report", "--out", `${root}/bronze`, "--json");
    assert.equal(made.code, 0, made.stderr);
    const { rows } = JSON.parse(made.stdout);
    assert.ok(rows !== 10 * 366);
    const { parameters } = JSON.parse(await Deno.readTextFile(`${root}/bronze/manifest.json`));
    assert.equal(parameters.defects, true);
    const { quality } = JSON.parse(await Deno.readTextFile(`${root}/bronze/generation_report.json`));
    assert.equal(quality.rows.find(({ what }: { what: string }) => what === "rows").value, rows);
    assert.match(await Deno.readTextFile(`${root}/bronze/generation_report.html`), /^<!doctype html>/);

    const cleaned = await capacity("etl", "--input", `${root}/bronze`, "--out", `${root}/silver`, "--score", "--json");
    assert.equal(cleaned.code, 0, cleaned.stderr);
    const { read, used, dropped, imputed, score } = JSON.parse(cleaned.stdout);
    assert.equal(score.length, 7);
    for (const { kind, recall, precision } of score) assert.ok(recall >= 0.95 && precision >= 0.9, kind);
    assert.equal(read, 5 * rows);
    assert.equal(read, used + dropped);
    assert.ok(dropped > 0 && imputed > 0);
    const report = await Deno.readTextFile(`${root}/silver/etl_report.json`);
    const { checks, laws, scores, compatibility, came } = JSON.parse(report);
    assert.deepEqual([came.readings, laws.dropped, scores], [read, dropped, score]);
    assert.ok(checks.some(({ check, failed }: { check: string; failed: number }) => check === "markers" && failed > 0));
    assert.ok(compatibility.score > 50);
    const page = await Deno.readTextFile(`${root}/silver/etl_report.html`);
    assert.match(page, /Planted and found/);

    const again = ["--input", `${root}/bronze`, "--out", `${root}/silver`, "--score", "--force"];
    assert.equal((await capacity("etl", ...again)).code, 0);
    assert.equal(await Deno.readTextFile(`${root}/silver/etl_report.json`), report, "the same bytes again");
    assert.equal(await Deno.readTextFile(`${root}/silver/etl_report.html`), page);
    assert.equal((await capacity("etl", ...again, "--no-report")).code, 0);
    assert.ok(!Array.from(Deno.readDirSync(`${root}/silver`)).some(({ name }) => name.startsWith("etl_report")));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("--defects and --report are about daily rows", async () => {
  for (const hours of [["--grain", "hourly"], ["--sample"]]) {
    for (const name of ["defects", "report"]) {
      const { code, stderr } = await capacity("generate", ...hours, `--${name}`, "--out", "nowhere");
      assert.equal(code, 2, stderr);
      assert.match(stderr, new RegExp(`^error: .*no --${name}.*make daily rows`));
      assert.equal(stderr.trim().split("\n").length, 1);
    }
  }
});

Deno.test("etl --score asks for a run with planted defects, and prints a table of them", async () => {
  const root = await Deno.makeTempDir();
  try {
    const fleet = ["--servers", "10", "--start", "2024-01-01", "--end", "2024-06-30", "--no-truth"];
    assert.equal((await capacity("generate", ...fleet, "--out", `${root}/clean`)).code, 0);
    const refused = await capacity("etl", "--input", `${root}/clean`, "--out", `${root}/none`, "--score");
    assert.equal(refused.code, 2, refused.stderr);
    assert.match(refused.stderr, /^error: Cannot score the cleaning: expected one run with planted defects, got none/);
    const hourly = ["--grain", "1h", "--stat", "mean", "--score"];
    assert.equal((await capacity("etl", "--input", `${root}/clean`, "--out", `${root}/none`, ...hourly)).code, 2);

    assert.equal((await capacity("generate", ...fleet, "--defects", "--out", `${root}/dirty`)).code, 0);
    const scored = await capacity("etl", "--input", `${root}/dirty`, "--out", `${root}/silver`, "--score");
    assert.equal(scored.code, 0, scored.stderr);
    assert.match(scored.stdout, /^kind +planted +found +false +recall +precision$/m);
    assert.match(scored.stdout, /^spike +\d+ +\d+ +\d+ +[\d.]+ +[\d.]+$/m);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
