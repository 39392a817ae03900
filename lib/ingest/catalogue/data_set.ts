/** What the catalogue says of a public data set. */
import type { SourceFacts } from "../judge/source_facts.ts";

/** A file that can be downloaded without a person. */
export interface RemoteFile {
  /** Name under which it is stored. */
  readonly name: string;
  readonly url: string;
  /** SHA-256 in hexadecimal, where one is known. */
  readonly sha256?: string;
}

/** A public data set. What its publisher does not say is `NaN` in the facts. */
export interface DataSet {
  /** Short name for the command line. */
  readonly name: string;
  readonly title: string;
  /** What it holds, in one sentence. */
  readonly holds: string;
  /** Days are those of the servers that stay; completeness is that of machines that were looked at. */
  readonly facts: SourceFacts;
  /** Columns of interest, as published. */
  readonly columns: string;
  /** Size of what is downloaded. */
  readonly size: string;
  /** The licence in the publisher's words. */
  readonly licence: string;
  /** What to cite. */
  readonly citation: string;
  /** Page that describes it. */
  readonly page: string;
  /** Files to download; none when a person must take the steps. */
  readonly files?: readonly RemoteFile[];
  /** Who recorded the checksums; absent where there are none. */
  readonly checksums?: "publisher" | "others";
  /** What a person does: to get the files when there are none above, else to make use of them. */
  readonly steps: readonly string[];
  /** Traps on reading it. */
  readonly traps?: string;
  /** What is said here without having been read in the publisher's own words. */
  readonly unverified?: string;
}
