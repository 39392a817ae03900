import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { assertContract } from "@lib/core/contract_check.ts";
import { dayOf } from "@lib/core/day.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { HYBRID, type Origin, type Split, SPLITS } from "@lib/core/hybrid_table.ts";
import { numbersOf, type Table, tableOf, textsOf } from "@lib/core/table.ts";
import { SERVER_DAILY } from "@lib/core/tables.ts";
import { randomFor } from "@lib/core/random.ts";
import { randomPermutation } from "@lib/stats/random_permutation.ts";
import { hybridDataSet } from "./hybrid.ts";
import { DEFAULT_HYBRID, type HybridOptions } from "./hybrid_options.ts";
import type { HybridSource } from "./source_servers.ts";

interface SourceShape {
  readonly name?: string;
  readonly origin?: Origin;
  readonly servers: number;
  readonly first: string;
  readonly days: number;
  /** Days that server n begins later and ends earlier than the first. */
  readonly stagger?: number;
  readonly types?: readonly string[];
}

/** A source whose CPU tells the row: thousand times the server plus the day. */
function sourceOf({ name = "synthetic", origin = "synthetic", ...shape }: SourceShape): HybridSource {
  const { servers, first, days, stagger = 0, types = ["web", "web", "batch"] } = shape;
  const rows = Array.from(
    { length: servers },
    (_, server) =>
      Array.from({ length: days }, (_, day) => ({ server, day }))
        .filter(({ day }) => day >= server % 3 * stagger && day < days - server % 2 * stagger),
  ).flat();
  const column = (value: (row: typeof rows[number]) => number) => Float64Array.from(rows, value);
  const text = (value: (row: typeof rows[number]) => string | null) => rows.map(value);
  const constants = Object.fromEntries(
    Object.entries(SERVER_DAILY.columns).map(([column_, { type, nullable }]) => [
      column_,
      type === "text" ? text(() => nullable ? null : "x") : column(() => nullable ? NaN : 0),
    ]),
  );
  const table = tableOf({
    ...constants,
    timestamp: column(({ day }) => dayOf(first) + day),
    server_id: text(({ server }) => `server ${server}`),
    cpu_p95: column(({ server, day }) => 1000 * server + day),
    mem_p95: column(() => origin === "real" ? NaN : 50),
    server_type: text(({ server }) => types[server % types.length]!),
    year: column(() => 2024),
    month: column(() => 1),
    quarter: column(() => 1),
  });
  return { name, origin, table };
}

const SYNTHETIC = sourceOf({ servers: 60, first: "2022-01-01", days: 400 });
const REAL = sourceOf({ name: "bitbrains", origin: "real", servers: 40, first: "2013-07-01", days: 90 });
const OPTIONS: HybridOptions = { seed: 42, ...DEFAULT_HYBRID };

/** A table with its rows in another order. */
function shuffled(table: Table, seed: number): Table {
  const order = randomPermutation(table.rowCount, randomFor(seed));
  return tableOf(Object.fromEntries(
    Object.entries(table.columns).map(([name, cells]) => [
      name,
      ArrayBuffer.isView(cells)
        ? Float64Array.from(order, (row) => cells[row]!)
        : Array.from(order, (row) => cells[row] ?? null),
    ]),
  ));
}

const shapes = fc.record({
  servers: fc.integer({ min: 1, max: 30 }),
  first: fc.constantFrom("2013-07-01", "2022-01-01", "2022-02-15"),
  days: fc.integer({ min: 1, max: 60 }),
  stagger: fc.nat(3),
  types: fc.constantFrom(["web"], ["web", "web", "batch"], ["a", "b", "c", "d", "e"]),
});
const shares = fc.constantFrom(0, 0.2, 0.5, 0.8, 1);
const inputs = fc.record({
  synthetic: shapes,
  real: fc.array(shapes, { minLength: 1, maxLength: 3 }),
  options: fc.record({
    seed: fc.nat(),
    by: fc.constantFrom("rows" as const, "servers" as const),
    realShares: fc.record({ train: shares, validation: shares, test: shares }),
    sizes: fc.constantFrom(DEFAULT_HYBRID.sizes, { train: 0.5, validation: 0.25, test: 0.25 }),
  }),
});
type Input = typeof inputs extends fc.Arbitrary<infer T> ? T : never;

/** Sources of an input and what is made of them, or `undefined` where they are refused. */
function madeFrom({ synthetic, real, options }: Input) {
  const sources = [
    sourceOf(synthetic),
    ...real.map((shape, index) => sourceOf({ ...shape, name: `real ${index}`, origin: "real" as const })),
  ];
  try {
    return { sources, made: hybridDataSet(sources, options) };
  } catch (error) {
    ok(error instanceof CapacityError, String(error));
    return undefined;
  }
}

Deno.test("hybridDataSet(): no server and no day in two splits, training before validation before test", () => {
  let tried = 0;
  fc.assert(fc.property(inputs, (input) => {
    const result = madeFrom(input);
    if (!result) return;
    tried++;
    const { table } = result.made;
    const split = textsOf(table, "split"), source = textsOf(table, "source"), server = textsOf(table, "server_id");
    const day = numbersOf(table, "timestamp");
    const splitOf = new Map<string, string>(), dayOfSplit = new Map<number, string>();
    const reach = new Map<string, { first: number; last: number }>();
    for (let row = 0; row < table.rowCount; row++) {
      const id = `${source[row]}/${server[row]}`;
      strictEqual(splitOf.get(id) ?? split[row], split[row], `${id} in two splits`);
      strictEqual(dayOfSplit.get(day[row]!) ?? split[row], split[row], `day ${day[row]} in two splits`);
      splitOf.set(id, split[row]!);
      dayOfSplit.set(day[row]!, split[row]!);
      const key = `${source[row]}/${split[row]}`, known = reach.get(key) ?? { first: Infinity, last: -Infinity };
      reach.set(key, { first: Math.min(known.first, day[row]!), last: Math.max(known.last, day[row]!) });
    }
    for (const { name } of result.sources) {
      const own = SPLITS.flatMap((each) => reach.get(`${name}/${each}`) ?? []);
      for (let place = 1; place < own.length; place++) ok(own[place]!.first > own[place - 1]!.last);
    }
  }));
  ok(tried > 20, `only ${tried} inputs could be mixed`);
});

Deno.test("hybridDataSet(): shares are reached within one server, and no server more would fit", () => {
  fc.assert(fc.property(inputs, (input) => {
    const result = madeFrom(input);
    if (!result) return;
    const { by } = input.options;
    const { table, splits } = result.made;
    const split = textsOf(table, "split"), ids = textsOf(table, "server_id"), source = textsOf(table, "source");
    for (const { split: name, wanted, reached, origins } of splits) {
      const rows = new Map<string, number>();
      for (let row = 0; row < table.rowCount; row++) {
        const id = `${source[row]}/${ids[row]}`;
        if (split[row] === name) rows.set(id, (rows.get(id) ?? 0) + 1);
      }
      const largest = by === "servers" ? 1 : Math.max(0, ...rows.values());
      const total = origins.real[by] + origins.synthetic[by];
      ok(Math.abs(reached - wanted) * total <= largest, `${name}: ${reached} instead of ${wanted} of ${total}`);
      // One of the origins is used up: the mix is as large as it can be.
      const whole = ([
        ["real", wanted],
        ["synthetic", 1 - wanted],
      ] as const).some(([origin, share]) =>
        share > 0 && origins[origin].servers === origins[origin].serversToChooseFrom
      );
      ok(whole, name);
    }
  }));
});

Deno.test("hybridDataSet(): the same rows for the same seed, whatever order sources and rows come in", () => {
  fc.assert(
    fc.property(inputs, fc.nat(), (input, seed) => {
      const result = madeFrom(input);
      if (!result) return;
      const { sources, made } = result;
      const others = sources.toReversed().map((source) => ({ ...source, table: shuffled(source.table, seed) }));
      deepStrictEqual(hybridDataSet(others, input.options), made);
    }),
    { numRuns: 40 },
  );
});

Deno.test("hybridDataSet(): rows are those of their source, tagged, and keep the contract", () => {
  const { table, splits, leftOut } = hybridDataSet([SYNTHETIC, REAL], OPTIONS);
  assertContract(HYBRID, table);
  const cpu = numbersOf(table, "cpu_p95"), day = numbersOf(table, "timestamp");
  const ids = textsOf(table, "server_id"), source = textsOf(table, "source"), origin = textsOf(table, "origin");
  for (let row = 0; row < table.rowCount; row += 7) {
    const isReal = source[row] === "bitbrains";
    strictEqual(origin[row], isReal ? "real" : "synthetic");
    const start = dayOf(isReal ? "2013-07-01" : "2022-01-01");
    strictEqual(cpu[row], 1000 * Number(ids[row]!.slice("server ".length)) + day[row]! - start);
  }
  strictEqual(leftOut + table.rowCount, 60 * 400 + 40 * 90);
  deepStrictEqual(splits.map(({ split, wanted }) => [split, wanted]), [["train", 0], ["validation", 0.2], [
    "test",
    0.5,
  ]]);
});

Deno.test("hybridDataSet(): types stand in each split as in their source; another seed deals other servers", () => {
  const webIn = (made: ReturnType<typeof hybridDataSet>, name: Split): number => {
    const split = textsOf(made.table, "split"), types = textsOf(made.table, "server_type");
    const rows = split.keys().filter((row) => split[row] === name).toArray();
    return rows.filter((row) => types[row] === "web").length / rows.length;
  };
  const made = hybridDataSet([SYNTHETIC, REAL], OPTIONS),
    other = hybridDataSet([SYNTHETIC, REAL], { ...OPTIONS, seed: 7 });
  for (const split of SPLITS) ok(Math.abs(webIn(made, split) - 2 / 3) < 0.17, `${split}: ${webIn(made, split)}`);
  const first = (set: typeof made) => new Set(textsOf(set.table, "server_id").slice(0, 20_000));
  ok([...first(made)].join() !== [...first(other)].join());
});

Deno.test("hybridDataSet(): real servers and days are not spent on splits that want none", () => {
  const { splits } = hybridDataSet([SYNTHETIC, REAL], { ...OPTIONS, by: "servers" });
  const [train, validation, test] = splits;
  strictEqual(train!.origins.real.serversToChooseFrom, 0);
  deepStrictEqual(
    [validation!.origins.real.serversToChooseFrom, test!.origins.real.serversToChooseFrom],
    [20, 20],
  );
  deepStrictEqual(validation!.days["bitbrains"], { first: "2013-07-01", last: "2013-08-14" });
  deepStrictEqual(test!.days["bitbrains"], { first: "2013-08-15", last: "2013-09-28" });
});

Deno.test("hybridDataSet(): sources that share days share the cut", () => {
  const real = sourceOf({ name: "own", origin: "real", servers: 30, first: "2022-06-01", days: 248 });
  const { splits } = hybridDataSet([SYNTHETIC, real], {
    ...OPTIONS,
    realShares: { train: 0.5, validation: 0.5, test: 0.5 },
  });
  const starts = (name: string) => splits.map(({ days }) => days[name]!.first);
  deepStrictEqual(starts("own").slice(1), starts("synthetic").slice(1));
});

Deno.test("hybridDataSet() says what is too short, too few and missing", () => {
  const short = sourceOf({ name: "alibaba", origin: "real", servers: 8, first: "2018-01-01", days: 8 });
  const { notes, splits } = hybridDataSet([SYNTHETIC, short], OPTIONS);
  match(notes.join("\n"), /validation: alibaba has 4 days, too short to judge weekdays/);
  match(notes.join("\n"), /test: 1 of 9 synthetic servers suffice, as there are few real ones/);
  match(notes.join("\n"), /alibaba has no mem_p95.*never filled in/);
  match(notes.join("\n"), /server-days are in no split/);
  // 4 servers of 4 days against whole servers of 60 days: 20 % cannot be reached.
  match(notes.join("\n"), /validation: 21\.1 % of the rows are real instead of 20 %/);
  strictEqual(splits[1]!.origins.real.rows, 16);
});

Deno.test("hybridDataSet() refuses a split without what it was asked for, naming source and days", () => {
  const single = sourceOf({ name: "lonely", origin: "real", servers: 1, first: "2013-07-01", days: 90 });
  throws(
    () => hybridDataSet([SYNTHETIC, single], OPTIONS),
    /Cannot mix test: expected 50 % real ones, got no server of lonely from 2013-08-15 to 2013-09-28; give a real/,
  );
  const early = sourceOf({ name: "early", origin: "real", servers: 40, first: "2022-01-01", days: 90 });
  throws(
    () => hybridDataSet([SYNTHETIC, early], OPTIONS),
    /Cannot mix validation: expected 20 % real ones, got no server of early from 2022-10-08 to 2022-12-06/,
  );
  throws(() => hybridDataSet([SYNTHETIC], OPTIONS), /expected 20 % real ones, got no server of a real source/);
  const brief = sourceOf({ name: "brief", origin: "real", servers: 9, first: "2013-07-01", days: 1 });
  throws(() => hybridDataSet([SYNTHETIC, brief], OPTIONS), /Cannot cut brief.*2 days or more, got 1/);
});

Deno.test("hybridDataSet() refuses options that make no sense", () => {
  const refused = (change: Partial<HybridOptions>, message: RegExp, sources = [SYNTHETIC, REAL]) =>
    throws(
      () => hybridDataSet(sources, { ...OPTIONS, ...change }),
      (error) => error instanceof CapacityError && error.kind === "usage" && message.test(error.message),
    );
  refused({ sizes: { train: 0.7, validation: 0.2, test: 0.2 } }, /add up to 1, got 1\.1/);
  refused({ sizes: { train: 1, validation: 0, test: 0 } }, /size above 0 for validation, got 0/);
  refused({ realShares: { train: 0, validation: 1.2, test: 0 } }, /0 to 100 % real for validation, got 1\.2/);
  refused({}, /different names, got synthetic twice/, [SYNTHETIC, { ...REAL, name: "synthetic" }]);
  const empty = tableOf(Object.fromEntries(Object.keys(SERVER_DAILY.columns).map((name) => [name, []])));
  throws(() => hybridDataSet([SYNTHETIC, { ...REAL, table: empty }], OPTIONS), /server-days of bitbrains, got none/);
});
