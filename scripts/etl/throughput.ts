/**
 * Measures ETL from text to silver: readings per second of processor time, and the peak of memory, for texts of growing
 * size. Linux only, as it looks into /proc.
 *
 * ```
 * deno run -A scripts/etl/throughput.ts --megabytes 50,500,5000 [--order machine|time]
 * ```
 *
 * @module
 */
import { Command } from "commander";
import { PROJECT_ROOT } from "@lib/io/mod.ts";
import { oneOf } from "../command_line.ts";
import { type RowOrder, writeMachineUsage } from "./machine_usage.ts";

/** What a process has used. */
interface Usage {
  /** User and system time. */
  readonly seconds: number;
  /** Peak of resident memory, MB. */
  readonly megabytes: number;
}

const POLL_MS = 50;
/** Clock ticks in a second, as /proc counts them on every Linux of today. */
const TICKS = 100;

async function usageOf(pid: number): Promise<Usage | undefined> {
  try {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`), status = await Deno.readTextFile(`/proc/${pid}/status`);
    // The name in brackets may hold blanks; user and system time are the 14th and 15th field.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const peak = /VmHWM:\s+(\d+)/.exec(status)?.[1];
    if (peak === undefined) return undefined;
    return { seconds: (Number(fields[11]) + Number(fields[12])) / TICKS, megabytes: Number(peak) / 1024 };
  } catch {
    return undefined;
  }
}

/** Runs ETL on a file; returns what its result says and what it used. */
async function measured(file: string, out: string): Promise<Usage & { read: number }> {
  const flags = ["run", "-A", "--v8-flags=--max-semi-space-size=2", "scripts/capacity.ts"];
  const args = [...flags, "etl", "--input", file, "--out", out, "--force", "--json"];
  // As `deno task capacity` starts it: glibc gives freed arrays back instead of keeping ever larger ones.
  const env = { MALLOC_MMAP_THRESHOLD_: "131072" };
  const child = new Deno.Command(Deno.execPath(), { args, env, cwd: PROJECT_ROOT, stdout: "piped", stderr: "null" })
    .spawn();
  let usage: Usage | undefined, isOver = false;
  const output = child.output().finally(() => isOver = true);
  while (!isOver) {
    usage = await usageOf(child.pid) ?? usage;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const { success, stdout } = await output;
  if (!success || !usage) throw new Error(`Cannot measure: ETL of ${file} failed`);
  return { ...usage, read: JSON.parse(new TextDecoder().decode(stdout)).read };
}

const { megabytes, order } = new Command("throughput")
  .option("--megabytes <list>", "sizes of the texts, joined by commas", "50,500")
  .option("--order <name>", "machine or time: how rows follow one another", oneOf("machine", "time"), "machine")
  .parse(Deno.args, { from: "user" }).opts<{ megabytes: string; order: RowOrder }>();
const folder = await Deno.makeTempDir();
try {
  for (const size of megabytes.split(",").map(Number)) {
    const text = `${folder}/machine_usage.csv`;
    await writeMachineUsage(text, size * 1e6, { order });
    const { read, seconds, megabytes: peak } = await measured(text, `${folder}/silver`);
    const rate = read / seconds / 1e6;
    console.log(
      `${size} MB by ${order}: ${read} readings, ${seconds.toFixed(1)} s of CPU, ${
        rate.toFixed(2)
      } M readings/s/core, ` +
        `peak ${peak.toFixed(0)} MB`,
    );
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
