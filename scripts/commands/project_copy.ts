/** A copy of the project for tests of whole commands: what they write never touches the user's own runs. */
import { PROJECT_ROOT } from "@lib/io/paths.ts";
import { cp } from "node:fs/promises";

/** A finished command. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of its own in a temporary folder. */
export interface ProjectCopy extends AsyncDisposable {
  readonly root: string;
  /** Runs `capacity` in it. */
  capacity(...args: string[]): Promise<CommandResult>;
}

/** What a fresh clone holds, as far as the commands need it. */
const PARTS = ["deno.json", "deno.lock", "lib", "scripts", "notebooks", "data/fleet.yaml"];

/** Makes the copy; it is removed when it goes out of scope. */
export async function projectCopy(): Promise<ProjectCopy> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "capacity-" }));
  for (const part of PARTS) await cp(`${PROJECT_ROOT}/${part}`, `${root}/${part}`, { recursive: true });
  return {
    root,
    async capacity(...args) {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "scripts/capacity.ts", ...args],
        cwd: root,
        env: { NO_COLOR: "1" },
      }).output();
      const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
      return { code, stdout: text(stdout), stderr: text(stderr) };
    },
    async [Symbol.asyncDispose]() {
      await Deno.remove(root, { recursive: true });
    },
  };
}
