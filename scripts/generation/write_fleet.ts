/** A run of `capacity generate`, from its job to its finished folder. */
import { whileOpening } from "@lib/io/parquet_writer.ts";
import { type Manifest, writeRunFiles } from "@lib/io/run_folder.ts";
import { joinCsv, type TableFile } from "@lib/io/table_files.ts";
import { bucketTables } from "./bucket_tables.ts";
import { writeBuckets } from "./bucket_workers.ts";
import { bucketsOf, contractsOf, type FleetJob, MEASURED } from "./fleet_job.ts";
import { writeBucket } from "./write_bucket.ts";

/** How to write a fleet. */
export interface WriteFleetOptions {
  /** Replace a finished folder. */
  readonly replace: boolean;
  /** Workers that share the buckets; the files do not depend on it. */
  readonly workers: number;
  /** Called with the number of servers that are done. */
  readonly onServers?: (done: number) => void;
  /** Writes more files into the folder before it takes its place. */
  readonly also?: (folder: string) => Promise<void>;
}

/**
 * Makes a fleet and writes its folder in one step: all of it or nothing.
 *
 * A fleet of one bucket is made here and now; a larger one is shared out, and never in memory as a whole.
 *
 * @returns The manifest as written.
 * @throws {CapacityError} when the folder is taken or cannot be written.
 */
export async function writeFleet(
  out: string,
  job: FleetJob,
  manifest: Manifest,
  { replace, workers, onServers = () => {}, also = () => Promise.resolve() }: WriteFleetOptions,
): Promise<Manifest> {
  const tables = contractsOf(job).map(({ name }) => name);
  return await writeRunFiles(out, tables, manifest, async (folder) => {
    const [first, ...more] = bucketsOf(job);
    const files = more.length === 0
      ? await whileOpening(
        () => bucketTables(job, first!, onServers),
        (writer, tables) => writeBucket(writer, folder, job, 0, tables),
      )
      : await withJoinedCsv(folder, job, (await writeBuckets(folder, job, workers, onServers)).flat());
    await also(folder);
    return { files };
  }, { replace });
}

/** A CSV is one file, however many buckets it comes from. */
async function withJoinedCsv(folder: string, job: FleetJob, files: readonly TableFile[]): Promise<TableFile[]> {
  if (!job.formats.includes("csv.gz")) return [...files];
  const isParquet = ({ file }: TableFile): boolean => file.endsWith(".parquet");
  const buckets = files.filter((file) => !isParquet(file));
  return [...files.filter(isParquet), await joinCsv(folder, MEASURED[job.grain], buckets)];
}
