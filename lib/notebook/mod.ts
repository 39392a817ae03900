/**
 * What a notebook cell needs; one import sets up all of it, the fence that keeps outputs under their cell first.
 *
 * ```ts ignore
 * import { checks, show, table } from "@lib/notebook/mod.ts";
 * await table(rows, { caption: "The fleet" });
 * await show(fleetOverview(panel, servers));
 * await checks([["one row per server and day", rows.length === 175_320]]);
 * ```
 */
import "./fence.ts";

export { type Chart, show } from "./show.ts";
export { type DataFrameLike, showDataFrames, table, type TableOptions, type TableSource } from "./table.ts";
export { markdown } from "./markdown.ts";
export { type Progress, progress } from "./progress.ts";
export { type Check, check, checks } from "./check.ts";
export { checkpoint } from "./interrupt.ts";
