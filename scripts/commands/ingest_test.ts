import assert from "node:assert/strict";
import { capacity } from "./capacity_fixture.ts";

Deno.test("ingest tells its guesses and the worth of the source; --show-map makes a map that gives the same", async () => {
  const root = await Deno.makeTempDir();
  try {
    const rows = Array.from(
      { length: 48 },
      (_, hour) =>
        `2024-05-0${1 + Math.floor(hour / 24)} ${String(hour % 24).padStart(2, "0")}:00,web-1,${20 + hour},${hour}`,
    );
    await Deno.writeTextFile(`${root}/cpu.csv`, ["when,host,cpu_pct,queue", ...rows].join("\n"));
    const told = await capacity("ingest", "--input", `${root}/cpu.csv`, "--out", `${root}/bronze`);
    assert.equal(told.code, 0, told.stderr);
    assert.match(told.stdout, /^readings: 96$/m);
    assert.match(told.stdout, /^compatibility: \d+ of 100 \(duration \d+ of 25: 2 days/m);
    assert.match(told.stdout, /^ *\d+ % queue: .*, as in 0, 1, 2$/m);
    assert.match(told.stdout, /^ *\d+ % when: ISO 8601/m);

    const shown = await capacity("ingest", "--input", `${root}/cpu.csv`, "--show-map");
    assert.equal(shown.code, 0, shown.stderr);
    const map = JSON.parse(shown.stdout);
    assert.deepEqual([map.timestamp, map.server, map.columns.cpu_pct.unit], ["when", "host", "percent"]);
    await Deno.writeTextFile(`${root}/map.json`, shown.stdout);
    const args = ["--input", `${root}/cpu.csv`, "--map", `${root}/map.json`, "--out", `${root}/mapped`, "--json"];
    const { stdout } = await capacity("ingest", ...args);
    const { readings, guesses, compatibility } = JSON.parse(stdout);
    assert.equal(readings, 96);
    assert.ok(guesses.every(({ confidence }: { confidence: number }) => confidence === 1));
    assert.equal(compatibility.points.length, 8);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
