/** The buckets of a run shared out to workers. */
import { CapacityError } from "@lib/core/errors.ts";
import type { TableFile } from "@lib/io/table_files.ts";
import type { BucketMessage, BucketTask } from "./bucket_worker.ts";
import { bucketsOf, type FleetJob } from "./fleet_job.ts";

/**
 * Writes every bucket of a run; each worker takes the next one that is left.
 *
 * @param workers Number of workers; more than there are buckets are not started.
 * @param onServers Called with the number of servers that are done.
 * @returns The files of each bucket, in the order of the buckets, whoever wrote them.
 * @throws {CapacityError} when a bucket cannot be written; the other workers are stopped.
 */
export async function writeBuckets(
  folder: string,
  job: FleetJob,
  workers: number,
  onServers: (done: number) => void,
): Promise<TableFile[][]> {
  const files: TableFile[][] = bucketsOf(job).map(() => []);
  let next = 0, done = 0;
  const crew = Array.from(
    { length: Math.min(workers, files.length) },
    () => new Worker(new URL("./bucket_worker.ts", import.meta.url), { type: "module" }),
  );
  const work = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      let reported = 0;
      const tell = (task: BucketTask): void => worker.postMessage(task);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(`A worker failed: ${event.message}`));
      };
      worker.onmessage = ({ data }: MessageEvent<BucketMessage>) => {
        if (data.kind === "ask") {
          if (next < files.length) tell({ folder, job, bucket: next++ });
          else {
            tell("finish");
            resolve();
          }
        } else if (data.kind === "servers") {
          reported += data.count;
          onServers(done += data.count);
        } else if (data.kind === "files") {
          files[data.bucket] = [...data.files];
          const { from, to } = bucketsOf(job)[data.bucket]!;
          onServers(done += to - from - reported);
          reported = 0;
        } else reject(data.isOurs ? new CapacityError(data.message) : new Error(data.message));
      };
    });
  try {
    await Promise.all(crew.map(work));
    return files;
  } finally {
    for (const worker of crew) worker.terminate();
  }
}
