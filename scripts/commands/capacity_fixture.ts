/** The command line as a user calls it, for the tests of commands. */
import { PROJECT_ROOT } from "@lib/io/paths.ts";

/** Runs `capacity` with some arguments; paths are seen from the project's folder. */
export async function capacity(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "scripts/capacity.ts", ...args],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
