/** Reads a configuration file. */
import { type Config, parseConfig } from "@lib/core/config.ts";
import { CONFIG_FILE } from "./paths.ts";
import { readYaml } from "./yaml_file.ts";

/**
 * The configuration in a YAML file; absent keys get their defaults.
 *
 * @throws {CapacityError} when the file is missing, is no YAML or breaks a rule.
 */
export async function readConfig(file: string = CONFIG_FILE): Promise<Config> {
  return parseConfig(await readYaml(file, "the configuration", "give an existing file to --config"), file);
}
