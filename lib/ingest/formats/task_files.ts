/** Files with the usage of tasks: an interval of a machine may be spread over several, so they are summed up as one. */
import type { Clock } from "../clock/clock.ts";
import type { MachineCapacities } from "./machine_capacity.ts";
import { MachineUsage, type TaskUsage } from "./machine_usage.ts";
import type { Guess, OpenContext, OpenFile } from "../open_file.ts";
import type { SourceFile } from "../source_file.ts";

/** Measurements of one file in its order; the blocks keep the memory flat. */
export interface TaskFile {
  readonly file: SourceFile;
  /** Reads blocks of measurements, rows that hold none left out. Returns the number of rows. */
  readonly tasks: () => AsyncGenerator<readonly TaskUsage[], number>;
}

/** What the files of a trace have in common. */
export interface TaskTrace {
  /** Name of the format. */
  readonly source: string;
  readonly clock: Clock & { readonly startMs: number };
  /** The files of an input. */
  readonly filesOf: (context: OpenContext) => TaskFile[];
  /** The capacities that an input tells. */
  readonly capacitiesOf: (context: OpenContext) => Promise<MachineCapacities>;
}

/**
 * Opens a file with the usage of tasks. The first of an input reads them all, in the order in which they were opened,
 * and the rows of its readings are counted through them; the others then have nothing to add.
 */
export function openTaskFile(
  trace: TaskTrace,
  context: OpenContext,
  own: TaskFile,
  told: { readonly guesses: readonly Guess[]; readonly notes: readonly string[] },
): OpenFile {
  const all = trace.filesOf(context);
  all.push(own);
  return {
    source: trace.source,
    file: own.file,
    clock: trace.clock,
    ...told,
    async *read() {
      if (all[0] !== own) return 0;
      const usage = new MachineUsage({
        zeroMs: trace.clock.startMs,
        capacities: await trace.capacitiesOf(context),
      });
      let rows = 0;
      for (const { tasks } of all) {
        const blocks = tasks();
        for (;;) {
          const { done, value } = await blocks.next();
          if (done) {
            rows += value;
            break;
          }
          for (const task of value) usage.add(task, rows);
          yield* usage.takeFinished();
        }
      }
      yield* usage.take();
      return rows;
    },
  };
}
