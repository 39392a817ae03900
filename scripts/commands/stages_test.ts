import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { METRICS, SERVER_DAILY } from "@lib/core/mod.ts";
import { PROJECT_ROOT, readTable } from "@lib/io/mod.ts";

interface Finished {
  readonly code: number;
  readonly result: Record<string, unknown>;
  readonly stderr: string;
}

async function capacity(...args: string[]): Promise<Finished> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "scripts/capacity.ts", ...args],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder().decode(stdout);
  return { code, result: text.startsWith("{") ? JSON.parse(text) : {}, stderr: new TextDecoder().decode(stderr) };
}

const FLEET = ["--servers", "3", "--start", "2024-07-01", "--end", "2025-12-31"];

Deno.test("the stages as commands: generate, etl, forecast, risk and report, each on the folder of the one before", async () => {
  const root = await Deno.makeTempDir();
  try {
    const [bronze, silver, gold, page] = ["bronze", "silver", "gold", "page"].map((name) => `${root}/${name}`);
    const steps: readonly (readonly [args: string[], check: (result: Record<string, unknown>) => void])[] = [
      [["generate", ...FLEET, "--out", bronze!, "--format", "both"], ({ rows }) => assert.equal(rows, 3 * 549)],
      [["etl", "--input", bronze!, "--out", silver!], ({ read, used }) => assert.equal(read, used)],
      [
        ["forecast", "--input", silver!, "--out", gold!, "--horizon", "30"],
        ({ rows }) => assert.equal(rows, 3 * 5 * 30),
      ],
      [["risk", "--input", gold!, "--silver", silver!, "--out", gold!], (result) => assert.ok("at risk" in result)],
      [
        ["report", "--input", gold!, "--silver", silver!, "--out", page!],
        ({ findings }) => assert.ok((findings as string[]).length >= 3),
      ],
    ];
    for (const [args, check] of steps) {
      const { code, result, stderr } = await capacity(...args, "--json");
      assert.equal(code, 0, stderr);
      check(result);
    }
    assert.match(await Deno.readTextFile(`${page}/index.html`), /What should a planner do on Monday/);
    const rows = gunzipSync(await Deno.readFile(`${bronze}/server_metrics.csv.gz`)).toString().trimEnd().split("\n");
    assert.equal(rows.length, 1 + 3 * 549);
    assert.match(rows[0]!, /^timestamp,server_id,cpu_p95,/);

    // A finished folder is refused, and stays what it was.
    const before = await Deno.readTextFile(`${bronze}/manifest.json`);
    const again = await capacity("generate", ...FLEET, "--out", bronze!);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /error: .*finished folder.*--force/);
    const forced = await capacity("generate", ...FLEET, "--out", bronze!, "--format", "both", "--force");
    assert.equal(forced.code, 0, forced.stderr);
    assert.equal(await Deno.readTextFile(`${bronze}/manifest.json`), before, "the same seed gives the same bytes");
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("hourly readings of a fleet clean up to the daily values of the same fleet", async () => {
  const root = await Deno.makeTempDir();
  try {
    const values: unknown[] = [];
    for (const grain of ["daily", "hourly"]) {
      const [bronze, silver] = [`${root}/${grain}`, `${root}/${grain} clean`];
      for (
        const args of [
          [
            "generate",
            "--servers",
            "2",
            "--start",
            "2025-11-01",
            "--end",
            "2025-12-31",
            "--grain",
            grain,
            "--out",
            bronze,
          ],
          ["etl", "--input", bronze, "--out", silver],
        ]
      ) {
        const { code, stderr } = await capacity(...args);
        assert.equal(code, 0, stderr);
      }
      values.push((await readTable(silver, SERVER_DAILY, { columns: ["timestamp", "server_id", ...METRICS] })).columns);
    }
    assert.deepEqual(values[0], values[1]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("the command line: wrong usage is one line and exit code 2, --help is 0", async () => {
  for (
    const [args, message] of [
      [["generate", "--servers", "0"], /--servers.*whole number of 1 or more/],
      [["generate", "--start", "2024-02-30"], /--start.*YYYY-MM-DD/],
      [["generate", "--end", "2020-01-01"], /--end on or after/],
      [["generate", "--format", "xml"], /--format.*parquet, csv\.gz, both/],
      [["generate", "--servers", "2000000"], /servers as a whole number from 1 to 1000000/],
      [["generate", "--profile", "bank"], /--profile.*enterprise, bank-vm, .*got "bank"/],
      [["generate", "--grain", "weekly"], /--grain.*daily, hourly/],
      [
        ["generate", "--shares", "web=.5,batch=.4"],
        /shares of web, application.*add up to 1, got 0\.5 \+ 0 \+ 0 \+ 0\.4/,
      ],
      [["generate", "--workers", "0"], /--workers.*whole number of 1 or more/],
      [["generate", "--sample", "--servers", "5"], /no --servers beside --sample/],
      [["ingest"], /--input/],
      [["nonsense"], /nonsense/],
    ] as const
  ) {
    const { code, stderr } = await capacity(...args);
    assert.equal(code, 2, stderr);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
    assert.match(stderr, message);
  }
  for (const command of ["start", "generate", "ingest", "etl", "forecast", "risk", "report", "notebook"]) {
    assert.equal((await capacity(command, "--help")).code, 0, command);
  }
});

for (
  const [what, servers] of [["a fleet in one file per table", 100], [
    "a fleet in buckets, by two workers",
    5000,
  ]] as const
) {
  Deno.test({
    name: `Ctrl-C while a command writes ${what}: exit code 130, nothing half-written`,
    ignore: Deno.build.os === "windows",
    async fn() {
      const root = await Deno.makeTempDir();
      const names = (folder: string): string[] => Array.from(Deno.readDirSync(folder), ({ name }) => name);
      const until = async (isReady: () => boolean): Promise<void> => {
        for (let waited = 0; !isReady() && waited < 60_000; waited += 5) {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      };
      try {
        const child = new Deno.Command(Deno.execPath(), {
          args: ["run", "-A", "scripts/capacity.ts", "generate"]
            .concat("--servers", String(servers), "--workers", "2", "--out", `${root}/run`),
          cwd: PROJECT_ROOT,
          stdout: "null",
          stderr: "null",
        }).spawn();
        const ended = child.status;
        await until(() => names(root).length > 0);
        const [temporary = ""] = names(root);
        assert.match(temporary, /^run\.\d+-1\.tmp$/);
        // With workers, wait until files are being written.
        if (servers > 1000) await until(() => names(`${root}/${temporary}`).length > 0);
        child.kill("SIGINT");
        assert.equal((await ended).code, 130);
        assert.deepEqual(names(root), []);
      } finally {
        await Deno.remove(root, { recursive: true });
      }
    },
  });
}
