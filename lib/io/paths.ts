/** Where things live on disk: the one place that knows the project's folders. */
import { resolve } from "node:path";
import { fromFileUrl } from "./file_url.ts";

/** The three zones of tables, in the order of the pipeline. */
export const ZONES = ["bronze", "silver", "gold"] as const;
/** A zone of tables. */
export type Zone = typeof ZONES[number];

/** The folder that holds deno.json. */
export const PROJECT_ROOT: string = fromFileUrl(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** The folder of a run's tables, for example `data/gold/synthetic`. */
export function runFolder(zone: Zone, run: string): string {
  return `${PROJECT_ROOT}/data/${zone}/${runName(run)}`;
}

/** The folder of what a reader opens. */
export function reportsFolder(...below: string[]): string {
  return [PROJECT_ROOT, "reports", ...below].join("/");
}

/** The folder of the five notebooks. */
export const NOTEBOOKS_FOLDER = `${PROJECT_ROOT}/notebooks`;

/** The default configuration. */
export const CONFIG_FILE = `${PROJECT_ROOT}/data/fleet.yaml`;

/**
 * A run's name as a folder name: letters, digits, dot, dash and underscore stay, the rest becomes a dash.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { runName } from "@lib/io/paths.ts";
 * strictEqual(runName("my metrics (May).csv"), "my-metrics-May-.csv");
 * ```
 */
export function runName(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+/, "") || "run";
}

/**
 * The last part of a path, whatever slashes it has and ends with.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { baseName } from "@lib/io/paths.ts";
 * strictEqual(baseName("data/bronze/metrics/"), "metrics");
 * ```
 */
export function baseName(path: string): string {
  return resolve(path).split(/[/\\]/).at(-1) || "run";
}
