/**
 * The only place that touches the disk: runs of tables, configuration, inputs and reports.
 *
 * ```ts ignore
 * import { readTable, runFolder } from "@lib/io/mod.ts";
 * import { FORECAST } from "@lib/core/mod.ts";
 * const forecast = await readTable(runFolder("gold", "synthetic"), FORECAST);
 * ```
 *
 * @module
 */
export { refuseExisting, writeFileAtomic } from "./atomic.ts";
export { readConfig } from "./config_file.ts";
export { type InputFile, inputFiles } from "./input_files.ts";
export {
  baseName,
  NOTEBOOKS_FOLDER,
  PROJECT_ROOT,
  reportsFolder,
  runFolder,
  runName,
  type Zone,
  ZONES,
} from "./paths.ts";
export { readYaml } from "./yaml_file.ts";
export { serversInRuns, type SpillOptions } from "./reading_spill.ts";
export { type WritePart, writeRunParts } from "./run_parts.ts";
export { removeUnfinishedOf } from "./unfinished.ts";
export { sqlTypeOf } from "./sql_type.ts";
export {
  hasTable,
  layerOf,
  type Manifest,
  type NamedTable,
  notesOf,
  readManifest,
  readTable,
  tablePartsOf,
  writeRun,
} from "./run_folder.ts";
