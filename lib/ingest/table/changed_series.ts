/** Series that need more than a factor: changed on their way out of a file. */
import type { OpenFile, RawSeries } from "../open_file.ts";

/**
 * The same file with every series changed.
 *
 * @param prepare Called at the start of each reading, when all files of the input are known; gives the change.
 */
export function withChangedSeries(
  open: OpenFile,
  prepare: () => ((series: RawSeries) => RawSeries) | Promise<(series: RawSeries) => RawSeries>,
): OpenFile {
  return {
    ...open,
    async *read(onFact) {
      const change = await prepare();
      const parts = open.read(onFact);
      try {
        for (;;) {
          const { done, value } = await parts.next();
          if (done) return value;
          yield change(value);
        }
      } finally {
        await parts.return(0);
      }
    },
  };
}
