import { ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { levelPersistence } from "./level_persistence.ts";

const servers = Array.from({ length: 40 }, (_, index) => ({
  server_id: `srv-${index}`,
  server_type: index % 2 ? "web" : "batch",
}));
const ids = servers.map(({ server_id }) => server_id);

/** Servers whose levels are 20 + index, or (where they forget) new every day; batch servers stand 30 higher. */
function takeawayOf(days: number, forgets: boolean, size = 40): string {
  const random = randomFor(1, "levels");
  const cpu_p95 = Float64Array.from({ length: size * days }, (_, at) => {
    const server = Math.floor(at / days);
    return (server % 2 ? 0 : 30) + (forgets ? 20 + 5 * random.normal() : 20 + server / 2 + random.normal());
  });
  return levelPersistence({ servers: ids.slice(0, size), start: 19_000, days, values: { cpu_p95 } }, servers).alt;
}

Deno.test("a fleet whose servers keep their levels is said to", () => {
  ok(takeawayOf(60, false).startsWith("A server keeps its level: correlation 1.00 for CPU"));
});

Deno.test("types that differ do not make a fleet without server identity look persistent", () => {
  ok(takeawayOf(400, true).startsWith("A server's past says little"));
});

Deno.test("a few servers are drawn, not judged", () => {
  strictEqual(takeawayOf(60, false, 3).split(". ")[0], "Each server's level before and after");
});
