/** Files that people write: YAML, of which JSON is a part. */
import { parse } from "yaml";
import { CapacityError, messageOf } from "@lib/core/errors.ts";

/**
 * The content of a YAML or JSON file.
 *
 * @param what What it is, for the error: `the configuration`.
 * @param remedy What to do when there is no such file.
 * @throws {CapacityError} when the file is missing or is no YAML.
 */
export async function readYaml(file: string, what: string, remedy: string): Promise<unknown> {
  const failed = (error: unknown, mend: string): CapacityError =>
    new CapacityError(`Cannot read ${what}: ${messageOf(error).replace(/\n.*/s, "")}`, {
      place: { file },
      remedy: mend,
      cause: error,
    });
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch (error) {
    throw failed(error, remedy);
  }
  try {
    return parse(text);
  } catch (error) {
    throw failed(error, "mend the YAML");
  }
}
