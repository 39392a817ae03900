/** Reads a configuration file. */
import { parse } from "yaml";
import { type Config, parseConfig } from "@lib/core/config.ts";
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { CONFIG_FILE } from "./paths.ts";

/**
 * The configuration in a YAML file; absent keys get their defaults.
 *
 * @throws {CapacityError} when the file is missing, is no YAML or breaks a rule.
 */
export async function readConfig(file: string = CONFIG_FILE): Promise<Config> {
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch (error) {
    throw new CapacityError(`Cannot read the configuration: ${messageOf(error).replace(/\n.*/s, "")}`, {
      place: { file },
      remedy: "give an existing file to --config",
      cause: error,
    });
  }
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new CapacityError(`Cannot read the configuration: ${messageOf(error).replace(/\n.*/s, "")}`, {
      place: { file },
      remedy: "mend the YAML",
      cause: error,
    });
  }
  return parseConfig(value, file);
}
