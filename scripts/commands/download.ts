/** `capacity download`: public data sets, as far as they may be had without a person. */
import { Command } from "commander";
import { CapacityError } from "@lib/core/errors.ts";
import { compatibility } from "@lib/ingest/judge/compatibility.ts";
import { dataSetNamed } from "@lib/ingest/catalogue/catalogue.ts";
import type { DataSet, RemoteFile } from "@lib/ingest/catalogue/data_set.ts";
import { PROJECT_ROOT } from "@lib/io/paths.ts";
import { collect, printResult, progressLine } from "../command_line.ts";
import { catalogueTable, dataSetText, jsonOfCatalogue } from "../download/catalogue_text.ts";
import { downloadDataSet } from "../download/download_data_set.ts";

interface DownloadCommandOptions {
  list?: boolean;
  file?: string[];
  out?: string;
  acceptLicence?: boolean;
  checksum: boolean;
  force?: boolean;
  json?: boolean;
}

/** The exit code that a shell gives to a command stopped by Ctrl-C. */
const STOPPED = 130;

/** The command. */
export function downloadCommand(): Command {
  return new Command("download")
    .description("Download a public data set, or list what there is, with what each is worth and why.")
    .argument("[name]", "a data set of the catalogue")
    .option("--list", "list the catalogue by score; with a name, everything about that set")
    .option("--file <name>", "only this file of the set (repeatable)", collect)
    .option("--out <folder>", "output folder (default data/raw/<name>)")
    .option("--accept-licence", "you have read the licence of a set that is for research only, and keep to it")
    .option("--no-checksum", "take a file whose checksum is another than the one recorded")
    .option("--force", "download again what is there")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  deno task capacity download --list
  deno task capacity download bitbrains-rnd --list
  deno task capacity download nab
  deno task capacity download bitbrains-rnd --accept-licence
Ctrl-C keeps what came; the same command goes on from there.`,
    )
    .action(downloadOrList);
}

async function downloadOrList(name: string | undefined, options: DownloadCommandOptions): Promise<void> {
  const { list = false, json = false } = options;
  if (name === undefined) {
    if (!list) {
      throw new CapacityError("Cannot download: expected the name of a data set, got none", {
        remedy: "deno task capacity download --list shows them",
        kind: "usage",
      });
    }
    return console.log(json ? JSON.stringify(jsonOfCatalogue()) : catalogueTable());
  }
  const dataSet = dataSetNamed(name);
  if (list) {
    const described = { ...dataSet, ...compatibility(dataSet.facts) };
    return console.log(json ? JSON.stringify(described) : dataSetText(dataSet));
  }
  await downloadOne(dataSet, options);
}

async function downloadOne(dataSet: DataSet, options: DownloadCommandOptions): Promise<void> {
  const { name, facts, steps } = dataSet;
  const { out = `${PROJECT_ROOT}/data/raw/${name}`, force = false, json = false } = options;
  if (!dataSet.files) {
    if (json) console.log(JSON.stringify({ name, page: dataSet.page, access: facts.access, steps }));
    else console.log(dataSetText(dataSet));
    const { reason } = compatibility(facts).points.find(({ criterion }) => criterion === "access")!;
    throw new CapacityError(`Cannot download ${name}: expected files at an address, got a set to be had ${reason}`, {
      remedy: "take the steps above",
    });
  }
  if (facts.licence === "research-only" && !options.acceptLicence) {
    throw new CapacityError(
      `Cannot download ${name}: expected --accept-licence, as its licence is: ${dataSet.licence}`,
      {
        remedy: `read ${dataSet.page} and repeat with --accept-licence`,
        kind: "usage",
      },
    );
  }
  const files = chosenFiles(dataSet, dataSet.files, options.file);
  const stop = (): never => {
    console.error("\nstopped; what came is kept: run the same command to go on");
    Deno.exit(STOPPED);
  };
  Deno.addSignalListener("SIGINT", stop);
  try {
    const progress = progressLine("download", "MB");
    const { bytes, fresh } = await downloadDataSet(dataSet, files, out, {
      force,
      checksum: options.checksum,
      onProgress: (done, total) => progress.update(tenths(done), tenths(total ?? done)),
      onNote: (note) => console.error(`note: ${note}`),
    });
    progress.done(`${fresh} of ${files.length} files downloaded, the others were there`);
    if (!json) { for (const step of steps) console.error(`next: ${step}`); }
    printResult({ folder: out, files: files.length, bytes, licence: dataSet.licence, cite: dataSet.citation }, json);
  } finally {
    Deno.removeSignalListener("SIGINT", stop);
  }
}

function chosenFiles({ name }: DataSet, files: readonly RemoteFile[], wanted: readonly string[] = []): RemoteFile[] {
  for (const file of wanted) {
    if (files.some((known) => known.name === file)) continue;
    const few = files.slice(0, 5).map((known) => known.name).join(", ");
    throw new CapacityError(
      `Cannot download from ${name}: expected --file ${few}${files.length > 5 ? ", …" : ""}, got ${file}`,
      {
        kind: "usage",
      },
    );
  }
  return files.filter((file) => wanted.length === 0 || wanted.includes(file.name));
}

/** Megabytes with one digit. */
function tenths(bytes: number): number {
  return Math.round(bytes / 1e5) / 10;
}
