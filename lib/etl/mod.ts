/**
 * From bronze to silver: readings or daily values in, trustworthy daily values and the record of every repair out.
 *
 * ```ts ignore
 * import { cleanPanel, conservation, featuresTable } from "@lib/etl/mod.ts";
 * const clean = cleanPanel(panel, { fleet, source: "synthetic" }, config.etl);
 * console.log(conservation(clean));
 * const features = featuresTable(clean.panel, clean.regions, { cells: clean.cells });
 * ```
 *
 * @module
 */
export type { CleanFleet, ReadingCounts } from "./clean_fleet.ts";
export { cleanPanel } from "./clean_panel.ts";
export type { Completeness } from "./completeness.ts";
export { type Conservation, conservation } from "./conservation.ts";
export { type FeatureOptions, featuresTable } from "./features.ts";
export type { FleetOrigin } from "./finish_fleet.ts";
export type { EtlOptions } from "./options.ts";
