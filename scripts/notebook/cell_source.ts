/**
 * What only the compiler can tell of a cell: which source line a line of running code came from, and why the kernel refused a cell
 * without a word. Both cost a process, so they are asked only after a failure.
 */
import { SourceMap } from "node:module";
import { join } from "node:path";
import { temporaryCellFile } from "./temporary_cell.ts";

/** A reason for a refusal, and the line within the cell if known. */
export interface Refusal {
  readonly reason: string;
  readonly line?: number;
}

/**
 * The line of a cell that a position in its compiled code came from (the kernel reports the latter).
 *
 * @returns The line, from 1, or nothing when the compiler does not say.
 */
export async function sourceLine(source: string, at: { line: number; column: number }): Promise<number | undefined> {
  const folder = await Deno.makeTempDir({ prefix: "cell-" });
  try {
    const input = join(folder, "cell.ts"), output = join(folder, "cell.js"), config = join(folder, "deno.json");
    await Deno.writeTextFile(input, source);
    // The kernel keeps imports that nothing uses, and each is a line.
    await Deno.writeTextFile(config, JSON.stringify({ compilerOptions: { verbatimModuleSyntax: true } }));
    await deno(["transpile", "--config", config, "--no-lock", "--source-map", "inline", "-o", output, input], folder);
    const map = (await Deno.readTextFile(output)).match(/sourceMappingURL=data:application\/json;base64,(\S+)/)?.[1];
    if (!map) return undefined;
    const entry = new SourceMap(JSON.parse(atob(map))).findEntry(at.line - 1, at.column - 1);
    return "originalLine" in entry ? entry.originalLine + 1 : undefined;
  } catch {
    return undefined;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/**
 * Why the kernel said no more than "Execution failed": a syntax error, or an import that could not be loaded.
 *
 * @param cwd Where the kernel worked, so that imports are found or missed as there.
 */
export async function refusalOf(source: string, cwd: string): Promise<Refusal> {
  await using file = await temporaryCellFile(cwd, source);
  const { text } = await deno(["cache", "--quiet", file.path], cwd);
  const reason = text.match(/^error: (.*)$/m)?.[1], line = text.match(/^\s+at \S+:(\d+):\d+$/m)?.[1];
  return {
    reason: reason?.replaceAll(/ ?(from )?"?file:\/\/\S*\.nbcheck_\S*/g, "") ??
      "the kernel refused it without a reason",
    ...line ? { line: Number(line) } : {},
  };
}

async function deno(args: string[], cwd: string): Promise<{ ok: boolean; text: string }> {
  const command = new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });
  const { success, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return { ok: success, text: decoder.decode(stderr) + decoder.decode(stdout) };
}
