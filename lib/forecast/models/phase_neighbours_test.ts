import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { PhaseNeighbours } from "./phase_neighbours.ts";

function found(neighbours: PhaseNeighbours, phase: number): [value: number, seasonsBack: number][] {
  const count = neighbours.find(phase);
  return Array.from({ length: count }, (_, index) => [neighbours.values[index]!, neighbours.seasonsBack[index]!]);
}

Deno.test("PhaseNeighbours finds what lies around a phase, nothing after the end and nothing before the beginning", () => {
  const values = Float64Array.of(1, 2, 3, 11, 12, 13, 21, 22, 23);
  const neighbours = new PhaseNeighbours(values, { season: 3, seasons: 3, phases: 3, window: 1, stride: 1 });
  deepStrictEqual(found(neighbours, 0), [[1, 2], [2, 2], [3, 1], [11, 1], [12, 1], [13, 0], [21, 0], [22, 0]]);
  deepStrictEqual(found(neighbours, 2), [[2, 2], [3, 2], [11, 2], [12, 1], [13, 1], [21, 1], [22, 0], [23, 0]]);
});

Deno.test("PhaseNeighbours moves each value as it is told", () => {
  const values = Float64Array.of(1, 2, 3, 4);
  const options = { season: 2, seasons: 2, phases: 1, window: 1, stride: 2 };
  const neighbours = new PhaseNeighbours(values, options, (step, back) => 100 * back - 10 * step);
  // Phase 0 lies at steps 2 and 0; every second step of ±1 around them.
  deepStrictEqual(found(neighbours, 0), [[4 - 30, 0], [2 - 10, 0], [100 + 2 - 10, 1]]);
});

Deno.test("PhaseNeighbours finds what looking step by step finds", () => {
  const options = fc.record({
    season: fc.integer({ min: 1, max: 9 }),
    seasons: fc.integer({ min: 1, max: 6 }),
    window: fc.nat(6),
    stride: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(fc.property(options, fc.nat(20), fc.func(fc.integer({ min: -9, max: 9 })), (own, more, value) => {
    const { season, seasons, window, stride } = own, end = season * seasons + more;
    const values = Float64Array.from({ length: end }, (_, step) => value(step));
    const neighbours = new PhaseNeighbours(values, { ...own, phases: season });
    for (let phase = 0; phase < season; phase++) {
      const expected: number[] = [];
      for (let back = 1; back <= seasons; back++) {
        for (let offset = -window; offset <= window; offset += stride) {
          const near = values[end - back * season + phase + offset];
          if (near !== undefined) expected.push(near);
        }
      }
      deepStrictEqual(found(neighbours, phase).map(([near]) => near + 0), expected.toSorted((a, b) => a - b));
    }
  }));
});
