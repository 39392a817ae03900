import assert from "node:assert/strict";
import { HYBRID, textsOf } from "@lib/core/mod.ts";
import { readManifest, readTable } from "@lib/io/mod.ts";
import { capacity } from "./capacity_fixture.ts";

/** A fleet through generate and etl; it stands in for real metrics where the dates differ. */
async function silver(root: string, name: string, ...args: string[]): Promise<string> {
  for (
    const step of [
      ["generate", ...args, "--no-truth", "--out", `${root}/bronze/${name}`],
      ["etl", "--input", `${root}/bronze/${name}`, "--out", `${root}/silver/${name}`],
    ]
  ) {
    const { code, stderr } = await capacity(...step);
    assert.equal(code, 0, stderr);
  }
  return `${root}/silver/${name}`;
}

Deno.test("hybrid mixes silver runs; the same seed gives the same bytes, whatever order the sources come in", async () => {
  const root = await Deno.makeTempDir();
  try {
    const synthetic = await silver(
      root,
      "synthetic",
      "--servers",
      "20",
      "--start",
      "2024-01-01",
      "--end",
      "2024-12-31",
    );
    const bank = await silver(
      root,
      "bank",
      ...["--servers", "12", "--start", "2013-07-01", "--end", "2013-09-28", "--profile", "bank-vm"],
    );
    const cluster = await silver(
      root,
      "cluster",
      ...["--servers", "7", "--start", "2018-01-01", "--end", "2018-01-08", "--profile", "dense-colocated"],
    );
    const common = ["hybrid", "--synthetic", synthetic, "--by", "servers", "--seed", "5"];
    const { code, stdout, stderr } = await capacity(
      ...common,
      ...["--real", bank, "--real", cluster, "--out", `${root}/one`, "--json"],
    );
    assert.equal(code, 0, stderr);
    const { splits, rows } = JSON.parse(stdout);
    assert.deepEqual(splits.map(({ wanted }: { wanted: number }) => wanted), [0, 0.2, 0.5]);
    assert.match(stderr, /note: test: cluster has 4 days, too short/);
    const table = await readTable(`${root}/one`, HYBRID);
    assert.equal(table.rowCount, rows);
    assert.deepEqual([...new Set(textsOf(table, "source"))].toSorted(), ["bank", "cluster", "synthetic"]);

    const again = await capacity(...common, "--real", cluster, "--real", bank, "--out", `${root}/two`);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, /^test: .* % of the servers real$/m);
    const hashOf = async (folder: string) => (await readManifest(folder)).tables?.["hybrid.parquet"]?.sha256;
    assert.equal(await hashOf(`${root}/two`), await hashOf(`${root}/one`));
    assert.equal((await capacity(...common, "--real", bank, "--out", `${root}/one`)).code, 2, "a finished folder");
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("hybrid refuses wrong usage in one line", async () => {
  for (
    const [args, message, expected] of [
      [[], /--real/, 2],
      [["--real", "x", "--mix", "80/30"], /add up to 100, as 80\/20, got "80\/30"/, 2],
      [["--real", "x", "--mix", "80/20,50/50"], /one mix, or three/, 2],
      [["--real", "x", "--by", "days"], /rows, servers, got "days"/, 2],
      [["--real", "x", "--train", "1.5"], /share above 0 and below 1, got "1\.5"/, 2],
      [["--real", "nowhere", "--synthetic", "nowhere"], /Cannot read the run.*nowhere/, 1],
    ] as const
  ) {
    const { code, stderr } = await capacity("hybrid", ...args, "--out", "nowhere/hybrid");
    assert.equal(code, expected, stderr);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
    assert.match(stderr, message);
  }
});

Deno.test("hybrid --help explains itself", async () => {
  const { code, stdout } = await capacity("hybrid", "--help");
  assert.equal(code, 0);
  assert.match(stdout, /--mix <list>[\s\S]*Examples:/);
});
