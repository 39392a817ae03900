/** A file as ingest sees it; whoever owns the disk (or an object store, or a test) makes these. */
export interface SourceFile {
  /** Name for messages and for the ledger: the path, as the user knows it. */
  readonly name: string;
  /** Bytes as stored. */
  readonly size: number;
  /** The bytes from the start, each time it is called. */
  open(): ReadableStream<Uint8Array>;
}

/** The name of a file without folders and endings: `2013-7/27.csv.gz` → `27`. */
export function stemOf(name: string): string {
  const base = name.replaceAll("\\", "/").split("/").at(-1) ?? name;
  return base.replace(/(\.(csv|tsv|txt|json|prom|parquet|gz))+$/i, "");
}
