/** The generator beside the same work in vectorised numpy, in one run: the ratio is what counts. */
import { generateServers } from "@lib/generate/fleet.ts";
import { PROJECT_ROOT } from "@lib/io/paths.ts";
import { benchPython, PythonRival } from "../bench_python.ts";

const group = "120 servers x 1,461 days x 5 daily p95 from 21 million simulated values";

Deno.bench({ name: "the generator", group }, () => {
  for (const _ of generateServers()) { /* made and let go */ }
});

const python = benchPython("numpy");
const numpy = python && new PythonRival(python, `${PROJECT_ROOT}/scripts/generation/numpy_fleet.py`);
Deno.bench({ name: "vectorised numpy", group, baseline: true, n: 5, warmup: 1, ignore: !numpy }, async () => {
  if (numpy) await numpy.ask("42");
});
