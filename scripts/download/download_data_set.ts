/** The files of a data set on disk, with a manifest that says where they are from and what may be done with them. */
import type { DataSet, RemoteFile } from "@lib/ingest/catalogue/data_set.ts";
import { writeFileAtomic } from "@lib/io/atomic.ts";
import { download, type DownloadOptions } from "@lib/io/download.ts";

/** A downloaded file; free of clocks, so that the same files give the same manifest. */
export interface ManifestFile {
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Who recorded the checksum that the file was held against. */
  readonly checkedAgainst: "publisher" | "others" | "nothing";
}

/** `manifest.json` of a download. */
export interface DownloadManifest {
  readonly name: string;
  readonly title: string;
  readonly page: string;
  readonly licence: string;
  readonly licenceKind: string;
  readonly citation: string;
  readonly files: Readonly<Record<string, ManifestFile>>;
}

/** How to download a data set. */
export interface DownloadDataSetOptions extends Pick<DownloadOptions, "onProgress" | "stallMs" | "backoffMs"> {
  /** Download again what is there. */
  readonly force?: boolean;
  /** Whether a file must have the recorded checksum; default true. */
  readonly checksum?: boolean;
  readonly onNote?: (note: string) => void;
}

/**
 * Downloads files of a set, one after the other; a file that the manifest knows and that still has its length is left alone.
 *
 * A set for research only gets a `.gitignore` of its own, so that no repository takes it, wherever the folder lies.
 *
 * @returns Bytes of all the files, and how many of them were downloaded now.
 * @throws {CapacityError} when a file cannot be had; those before it stay.
 */
export async function downloadDataSet(
  dataSet: DataSet,
  files: readonly RemoteFile[],
  folder: string,
  { force = false, checksum = true, onNote = () => {}, ...options }: DownloadDataSetOptions = {},
): Promise<{ bytes: number; fresh: number }> {
  if (dataSet.facts.licence === "research-only") await writeFileAtomic(`${folder}/.gitignore`, "*\n");
  const known: Record<string, ManifestFile> = { ...await knownFiles(folder) };
  let bytes = 0, fresh = 0;
  for (const { name, url, sha256 } of files) {
    const path = `${folder}/${name}`;
    const before = known[name];
    if (
      !force && before?.url === url && await sizeOf(path) === before.bytes &&
      (sha256 ?? before.sha256) === before.sha256
    ) {
      bytes += before.bytes;
      continue;
    }
    const wanted = checksum && sha256 !== undefined ? { sha256 } : {};
    const done = await download({ url, ...wanted }, path, {
      ...options,
      onRetry: (reason, pauseMs) => onNote(`${name}: ${reason}; again in ${(pauseMs / 1000).toFixed(1)} s`),
    });
    known[name] = {
      url,
      bytes: done.bytes,
      sha256: done.sha256,
      checkedAgainst: wanted.sha256 === undefined ? "nothing" : dataSet.checksums ?? "nothing",
    };
    if (sha256 !== undefined && done.sha256 !== sha256) onNote(`${name} is not the file whose checksum was recorded`);
    if (done.resumedFrom > 0) onNote(`${name} went on from ${done.resumedFrom} bytes`);
    await writeFileAtomic(`${folder}/manifest.json`, JSON.stringify(manifestOf(dataSet, known), null, 2) + "\n");
    bytes += done.bytes;
    fresh++;
  }
  return { bytes, fresh };
}

function manifestOf(dataSet: DataSet, files: Readonly<Record<string, ManifestFile>>): DownloadManifest {
  const { name, title, page, licence, citation, facts } = dataSet;
  const inOrder = Object.fromEntries(Object.entries(files).sort(([a], [b]) => a < b ? -1 : 1));
  return { name, title, page, licence, licenceKind: facts.licence, citation, files: inOrder };
}

/** What a manifest knows; a missing or damaged one knows nothing. */
async function knownFiles(folder: string): Promise<DownloadManifest["files"]> {
  try {
    return (JSON.parse(await Deno.readTextFile(`${folder}/manifest.json`)) as DownloadManifest).files ?? {};
  } catch {
    return {};
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return await Deno.stat(path).then(({ size }) => size, () => undefined);
}
