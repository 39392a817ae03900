/** What every command shares: option parsers with clear errors, progress on a terminal or as plain lines, exit codes. */
import { type Command, CommanderError, InvalidArgumentError } from "commander";
import { CapacityError } from "@lib/core/errors.ts";
import { type Day, dayOf } from "@lib/core/day.ts";

/** What every stage command takes. */
export interface StageOptions {
  input: string;
  /** Default: the input's name in the stage's own zone. */
  out?: string;
  force?: boolean;
  config?: string;
  json?: boolean;
}

/** Adds the options of StageOptions to a command that reads a folder of one zone. */
export function stageOptions(
  command: Command,
  { input, out }: { readonly input: string; readonly out: string },
): Command {
  return command
    .option("--input <folder>", "folder of the stage before", input)
    .option("--out <folder>", `output folder (default ${out})`)
    .option("--force", "replace a finished folder")
    .option("--config <file>", "configuration (default data/fleet.yaml)")
    .option("--json", "print the result as JSON");
}

/** Parses a whole number of at least `low`. */
export function wholeNumber(low: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || text.trim() === "") {
      throw new InvalidArgumentError(`expected a whole number of ${low} or more, got "${text}"`);
    }
    return value;
  };
}

/** Parses an ISO date. */
export function isoDay(text: string): Day {
  try {
    return dayOf(text);
  } catch {
    throw new InvalidArgumentError(`expected a date YYYY-MM-DD, got "${text}"`);
  }
}

/** Parses one of some words. */
export function oneOf<const T extends string>(...words: readonly T[]): (text: string) => T {
  return (text) => {
    const word = words.find((known) => known === text);
    if (word === undefined) throw new InvalidArgumentError(`expected one of ${words.join(", ")}, got "${text}"`);
    return word;
  };
}

/** Collects a repeatable option. */
export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

/** Splits `name=value`. */
export function assignment(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError(`expected name=value, got "${text}"`);
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** A progress line on stderr: redrawn in place on a terminal, silent steps elsewhere so that logs stay short. */
export function progressLine(label: string): { update(done: number, total: number): void; done(text: string): void } {
  const isTerminal = Deno.stderr.isTerminal();
  const started = performance.now();
  let drawn = 0;
  const write = (text: string): void => void Deno.stderr.writeSync(new TextEncoder().encode(text));
  return {
    update(done, total) {
      const now = performance.now();
      if (!isTerminal || (now - drawn < 100 && done < total)) return;
      drawn = now;
      const rate = done / (now - started) * 1000;
      write(
        `\r\x1b[K${label}: ${done} of ${total}, ${Math.round(rate)}/s, ${((total - done) / rate).toFixed(1)} s left`,
      );
    },
    done(text) {
      write(
        `${isTerminal ? "\r\x1b[K" : ""}${label}: ${text} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
      );
    },
  };
}

/** Prints a command's result: as JSON for machines, else as lines. */
export function printResult(result: Readonly<Record<string, unknown>>, json: boolean): void {
  if (json) console.log(JSON.stringify(result));
  else for (const [name, value] of Object.entries(result)) console.log(`${name}: ${value}`);
}

/**
 * Runs a command and turns what it throws into an exit code: a user's mistake is one line, a bug of ours keeps its stack.
 *
 * @returns 0 done, 1 failed, 2 wrong usage.
 */
export async function exitCodeOf(work: () => Promise<unknown>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CapacityError) {
      console.error(`error: ${error.message}`);
      return error.kind === "usage" ? 2 : 1;
    }
    if (error instanceof RangeError || error instanceof TypeError) {
      // The library's own argument checks are one clear line too; anything else of these classes is a bug.
      if (/^Cannot /.test(error.message)) {
        console.error(`error: ${error.message}`);
        return 2;
      }
    }
    console.error(error);
    return 1;
  }
}
