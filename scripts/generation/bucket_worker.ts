/** A worker that writes buckets of a run: it asks for one, makes it, tells its files, and asks for the next. */
/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { type ParquetWriter, withParquetWriter } from "@lib/io/parquet_writer.ts";
import type { TableFile } from "@lib/io/table_files.ts";
import { bucketTables } from "./bucket_tables.ts";
import { bucketsOf, type FleetJob } from "./fleet_job.ts";
import { writeBucket } from "./write_bucket.ts";

/** What a worker is told: a bucket to write, or that there is none left. */
export type BucketTask = { readonly folder: string; readonly job: FleetJob; readonly bucket: number } | "finish";

/** What a worker says: give me a bucket; so many servers more are done; these are the bucket's files; it failed. */
export type BucketMessage =
  | { readonly kind: "ask" }
  | { readonly kind: "servers"; readonly count: number }
  | { readonly kind: "files"; readonly bucket: number; readonly files: readonly TableFile[] }
  | { readonly kind: "error"; readonly message: string; readonly isOurs: boolean };

/** Servers between two reports of progress. */
const REPORT_EVERY = 10;

const say = (message: BucketMessage): void => self.postMessage(message);

function nextTask(): Promise<BucketTask> {
  return new Promise((resolve) => {
    self.onmessage = ({ data }: MessageEvent<BucketTask>) => resolve(data);
    say({ kind: "ask" });
  });
}

/** Tells how many servers are done since the last time. */
function reporter(): (done: number) => void {
  let told = 0;
  return (done) => {
    if (done - told < REPORT_EVERY) return;
    say({ kind: "servers", count: done - told });
    told = done;
  };
}

/** Makes and writes a bucket; a function of its own, so that its tables are let go before the next is begun. */
async function filesOf(
  writer: ParquetWriter,
  { folder, job, bucket }: Exclude<BucketTask, "finish">,
): Promise<TableFile[]> {
  const tables = bucketTables(job, bucketsOf(job)[bucket]!, reporter());
  return await writeBucket(writer, folder, job, bucket, tables);
}

try {
  await withParquetWriter(async (writer) => {
    for (let task = await nextTask(); task !== "finish"; task = await nextTask()) {
      say({ kind: "files", bucket: task.bucket, files: await filesOf(writer, task) });
    }
  });
} catch (error) {
  // An error of ours crosses as its one line; anything else is a bug and crosses with its stack.
  const isOurs = error instanceof CapacityError;
  say({ kind: "error", message: isOurs ? error.message : (error as Error)?.stack ?? messageOf(error), isOurs });
}
self.close();
