import assert from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { PROFILES } from "./profiles.ts";
import { incidentStrength } from "./events.ts";
import { generateFleet } from "./fleet.ts";
import { growthPerYear } from "./server_plan.ts";
import { serverAnatomy } from "./server_anatomy.ts";

const { plans } = generateFleet({ servers: 60, days: 1461 });

Deno.test("growth compounds: four years of it multiply, they do not add (the original's grew by 1 % in all)", () => {
  for (const plan of plans) {
    const { placement } = plan;
    const yearly = growthPerYear(plan, "cpu_p95");
    const years = serverAnatomy(42, placement.index, { days: 1461 }).at(-1)!;
    assert.ok(Math.abs((years.base + years.growth) / years.base / (1 + yearly) ** (1460 / 365.25) - 1) < 1e-9);
    if (placement.index >= 8) break;
  }
});

Deno.test("the median growth of a type is its archetype's, and servers differ", () => {
  const web = Float64Array.from(
    plans.filter((plan) => plan.placement.type === "web"),
    (plan) => plan.identity.growthPerMonth,
  ).sort();
  const median = web[Math.floor(web.length / 2)]!;
  assert.ok(Math.abs(median / PROFILES.enterprise.archetypes.web!.growthPerMonth - 1) < 0.25, `${median}`);
  assert.ok(web.at(-1)! / web[0]! > 3);
});

Deno.test("a resize halves CPU and memory of its server from its day on", () => {
  const resizes = plans.flatMap((plan) =>
    plan.events.filter((event) => event.kind === "resize" && event.metric === "cpu_p95").map((resize) => ({
      plan,
      resize,
      isAlone: plan.events.every((event) =>
        event.kind === "resize" || event.first > resize.first + 1 || event.last < resize.first - 1
      ),
    }))
  );
  const { plan, resize } = resizes.find(({ isAlone }) => isAlone)!;
  for (const metric of ["cpu_p95", "mem_p95"] as const) {
    const rows = serverAnatomy(42, plan.placement.index, { metric });
    const share = (day: number): number => {
      const { base, growth, season, weekday, calendar, habit, events } = rows[day]!;
      const before = base + growth + season + weekday + calendar + habit;
      return (before + events) / before;
    };
    assert.ok(Math.abs(share(resize.first) / share(resize.first - 1) - 0.5) < 1e-9);
  }
});

Deno.test("an incident strikes all servers of its application on the same days", () => {
  const byApplication = new Map<number, Set<string>>();
  for (const { placement, events } of plans) {
    const dates = events.filter((event) => event.kind === "incident").map(({ first, last }) => `${first}-${last}`);
    const known = byApplication.get(placement.application) ?? new Set();
    byApplication.set(placement.application, known.add(dates.join()));
  }
  assert.ok([...byApplication.values()].every((dates) => dates.size === 1));
});

Deno.test("incidentStrength() is full at first, fades and ends", () => {
  const incident = { kind: "incident", metric: null, first: 10, last: 15, size: 1.4 } as const;
  const strengths = [9, 10, 11, 12, 15, 16].map((day) => incidentStrength(incident, day));
  assert.equal(strengths[0], 0);
  assert.equal(strengths[1], 1);
  assert.ok(strengths[4]! > 0 && strengths[4]! < strengths[3]!);
  assert.equal(strengths[5], 0);
});

Deno.test("serverAnatomy() adds up to the value on every day, for any server and metric", () => {
  const random = randomFor(1, "pick");
  for (const metric of ["cpu_p95", "disk_p95", "net_out_p95"] as const) {
    for (const row of serverAnatomy(42, Math.floor(random.uniform() * 100), { days: 200, metric })) {
      const { base, growth, season, weekday, calendar, habit, events, bound, noise, value } = row;
      const sum = base + growth + season + weekday + calendar + habit + events + bound + noise;
      assert.ok(Math.abs(sum - value) < 1e-9);
    }
  }
});
