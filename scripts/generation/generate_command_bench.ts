/** What `capacity generate` costs from a cold start, beside a Deno that does nothing. */
import { PROJECT_ROOT } from "@lib/io/paths.ts";

async function run(...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: PROJECT_ROOT, stderr: "piped" })
    .output();
  if (!success) throw new Error(`Cannot time deno ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}

async function generate(...flags: string[]): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run("task", "capacity", "generate", "--force", "--out", `${folder}/fleet`, ...flags);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const options = { group: "capacity generate, 175,320 rows, cold", n: 5, warmup: 1 };

Deno.bench("deno that does nothing", { ...options, baseline: true }, async () => await run("eval", ""));
Deno.bench("--no-truth, Parquet", options, async () => await generate("--no-truth"));
Deno.bench("with the daily truth", options, async () => await generate());
Deno.bench("--no-truth, CSV.gz", options, async () => await generate("--no-truth", "--format", "csv.gz"));
