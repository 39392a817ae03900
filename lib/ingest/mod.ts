/**
 * Anyone's metrics in: files of known formats and plain CSVs, as readings with unit, time and origin.
 *
 * ```ts ignore
 * import { fleetTable, ingest, readingsTable } from "@lib/ingest/mod.ts";
 * const readings = ingest(await inputFiles(paths), { onProgress });
 * for await (const batch of readings) await write(readingsTable([batch]));
 * await write(fleetTable(readings.summary().facts));
 * ```
 *
 * @module
 */
export { collectReadings } from "./collect.ts";
export { type ColumnMap, type MappedMetric, parseColumnMap } from "./mapper/column_map.ts";
export { type Compatibility, compatibility, type CriterionPoints } from "./judge/compatibility.ts";
export { factsOfIngest, type Provenance } from "./judge/facts_of_ingest.ts";
export { type FleetFact, fleetTable } from "./fleet_facts.ts";
export { type Found, foundIn } from "./found.ts";
export { FORMATS, SOURCE_NAMES } from "./formats.ts";
export { guessedMap } from "./mapper/guessed_map.ts";
export { ingest, type Ingestion, type IngestOptions } from "./ingest.ts";
export type { Guess } from "./open_file.ts";
export { noReadings } from "./no_readings.ts";
export type { ReadingBatch } from "@lib/core/reading_batch.ts";
export { readingsTable } from "./readings_table.ts";
export { type Sampling, SamplingTally } from "./judge/sampling.ts";
export type { SourceFacts } from "./judge/source_facts.ts";
export type { SourceFile } from "./source_file.ts";
export { type IngestSummary, type MetricSummary, type Seen, Tally } from "./summary.ts";
