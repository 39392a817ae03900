/** What every command shares: option parsers with clear errors, progress on a terminal or as plain lines, exit codes. */
import { type Command, CommanderError, InvalidArgumentError } from "commander";
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { type Day, dayOf } from "@lib/core/day.ts";
import { TimeZone } from "@lib/core/time_zone.ts";

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

/** Parses the IANA name of a time zone. */
export function timeZone(text: string): string {
  try {
    return new TimeZone(text).name;
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
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

/** Milliseconds between two drawings on a terminal, and between two lines of a log. */
const REDRAW_MS = 100, NEW_LINE_MS = 10_000;

/**
 * Progress with rate and time left, on stderr: one line that is redrawn on a terminal, a plain line now and then elsewhere.
 *
 * @param label The command.
 * @param things What is counted, for example `servers`.
 */
export function progressLine(
  label: string,
  things = "",
): { update(done: number, total: number): void; done(text: string): void } {
  const isTerminal = Deno.stderr.isTerminal();
  const started = performance.now();
  let written = isTerminal ? 0 : started;
  const write = (text: string): void => void Deno.stderr.writeSync(new TextEncoder().encode(text));
  const line = (text: string): void => write(isTerminal ? `\r\x1b[K${text}` : `${text}\n`);
  return {
    update(done, total) {
      const now = performance.now();
      const isDue = now - written >= (isTerminal ? REDRAW_MS : NEW_LINE_MS) || (isTerminal && done === total);
      if (!isDue) return;
      written = now;
      line(progressText(label, things, { done, total, seconds: (now - started) / 1000 }));
    },
    done(text) {
      const seconds = (performance.now() - started) / 1000;
      write(`${isTerminal ? "\r\x1b[K" : ""}${label}: ${text} (${seconds.toFixed(1)} s)\n`);
    },
  };
}

/** What a progress line says, for example `generate: 20000 of 100000 servers, 812/s, 98.5 s left`. */
export function progressText(
  label: string,
  things: string,
  { done, total, seconds }: { readonly done: number; readonly total: number; readonly seconds: number },
): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const counted = `${label}: ${done} of ${total}${things ? ` ${things}` : ""}`;
  if (rate === 0) return counted;
  return `${counted}, ${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s, ${
    ((total - done) / rate).toFixed(1)
  } s left`;
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
